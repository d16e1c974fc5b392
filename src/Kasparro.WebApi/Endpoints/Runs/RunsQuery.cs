using System.Text.Json;
using Kasparro.Application.Paging;
using Kasparro.Application.Runs;
using Kasparro.Domain.Runs;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>The query of /list-runs, and the cursor of its next page.</summary>
internal sealed record RunsQuery(ListRuns Request, CursorCodec<RunPosition> Cursor)
{
    private static readonly ChoiceParameter<RunStatus> s_status = new(
        "status",
        "Run status.",
        [("running", RunStatus.Running), ("success", RunStatus.Success), ("failed", RunStatus.Failed)]
    )
    {
        Example = "failed",
        IsRepeatable = true,
    };

    private static readonly ChoiceParameter<RunTrigger> s_triggeredBy = new(
        "triggered_by",
        "What started the run.",
        [
            ("manual", RunTrigger.Manual),
            ("cron", RunTrigger.Cron),
            ("retry", RunTrigger.Retry),
            ("backfill", RunTrigger.Backfill),
        ]
    )
    {
        Example = "cron",
        IsRepeatable = true,
    };

    private static readonly InstantParameter s_from = new("from", "Earliest started_at, included.")
    {
        Example = "2025-02-01T00:00:00Z",
        Aliases = ["from_ts"],
    };

    private static readonly InstantParameter s_to = new("to", "Latest started_at, included.")
    {
        Example = "2025-02-28T23:59:59Z",
        Aliases = ["to_ts"],
    };

    public static readonly QueryParameter[] Parameters =
    [
        SourceParameter.Repeatable,
        s_status,
        s_triggeredBy,
        s_from,
        s_to,
        PageParameters.Limit,
        PageParameters.Cursor,
    ];

    public static ValueTask<RunsQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    public CursorPagination PaginationOf(Page<RunSummary> page) =>
        CursorPagination.Of(page, Request.Page.Limit, last => Cursor.Write(RunPosition.Of(last)));

    private static RunsQuery Read(RequestQuery query)
    {
        var filter = new RunFilter
        {
            Sources = query.Many(SourceParameter.Repeatable),
            Statuses = query.Many(s_status),
            Triggers = query.Many(s_triggeredBy),
            From = query.One(s_from),
            To = query.One(s_to),
        };
        if (filter.From > filter.To)
            query.Refuse(s_from, "is after to, so no run can match");
        var cursor = new CursorCodec<RunPosition>($"/list-runs {JsonSerializer.Serialize(filter)}");
        return new RunsQuery(new ListRuns(filter, query.ReadPage(cursor)), cursor);
    }
}
