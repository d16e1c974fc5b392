using System.Text.Json;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Findings;

/// <summary>The query of /findings, and the cursor of its next page.</summary>
internal sealed record FindingsQuery(ListFindings Request, CursorCodec<FindingPosition> Cursor)
{
    private static readonly ChoiceParameter<FindingType> s_type = new(
        "type",
        "What it is about.",
        EnumWords.All<FindingType>()
    )
    {
        Example = "record_drop",
        IsRepeatable = true,
    };

    private static readonly ChoiceParameter<Severity> s_severity = new(
        "severity",
        "How bad it is.",
        [("info", Severity.Info), ("warning", Severity.Warning), ("critical", Severity.Critical)]
    )
    {
        Example = "critical",
        IsRepeatable = true,
    };

    private static readonly ChoiceParameter<FindingStatus> s_status = new(
        "status",
        "Whether it is over. Default: open; with from or to, any.",
        EnumWords.All<FindingStatus>()
    )
    {
        Example = "open",
        IsRepeatable = true,
    };

    private static readonly InstantParameter s_from = new("from", "Earliest opened_at, included.")
    {
        Example = "2025-02-01T00:00:00Z",
        Aliases = ["from_ts"],
    };

    private static readonly InstantParameter s_to = new("to", "Latest opened_at, included.")
    {
        Example = "2025-02-28T23:59:59Z",
        Aliases = ["to_ts"],
    };

    public static readonly QueryParameter[] Parameters =
    [
        SourceParameter.Repeatable,
        s_type,
        s_severity,
        s_status,
        s_from,
        s_to,
        PageParameters.Limit,
        PageParameters.Cursor,
    ];

    public static ValueTask<FindingsQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    public CursorPagination PaginationOf(Page<FindingDetail> page) =>
        CursorPagination.Of(page, Request.Page.Limit, last => Cursor.Write(new FindingPosition(last.FindingId)));

    private static FindingsQuery Read(RequestQuery query)
    {
        var filter = new FindingFilter
        {
            Sources = query.Many(SourceParameter.Repeatable),
            Types = query.Many(s_type),
            Severities = query.Many(s_severity),
            Statuses = query.Many(s_status),
            From = query.One(s_from),
            To = query.One(s_to),
        };
        if (filter is { Statuses.Count: 0, From: null, To: null })
            filter = filter with { Statuses = [FindingStatus.Open] };
        if (filter.From > filter.To)
            query.Refuse(s_from, "is after to, so no finding can match");
        var cursor = new CursorCodec<FindingPosition>($"/findings {JsonSerializer.Serialize(filter)}");
        return new FindingsQuery(new ListFindings(filter, query.ReadPage(cursor)), cursor);
    }
}
