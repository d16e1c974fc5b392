using System.Text.Json;
using Kasparro.Application.Drift;
using Kasparro.Application.Paging;
using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Drift;

/// <summary>The query of /schema-drifts, and the cursor of its next page.</summary>
internal sealed record DriftsQuery(ListDrifts Request, CursorCodec<DriftPosition> Cursor)
{
    private static readonly ChoiceParameter<DriftKind> s_kind = new("kind", "What changed.", EnumWords.All<DriftKind>())
    {
        Example = "renamed",
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

    private static readonly ChoiceParameter<DriftStatus> s_status = new(
        "status",
        "What became of it. Default: any.",
        EnumWords.All<DriftStatus>()
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
        s_kind,
        s_severity,
        s_status,
        s_from,
        s_to,
        PageParameters.Limit,
        PageParameters.Cursor,
    ];

    public static ValueTask<DriftsQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    public CursorPagination PaginationOf(Page<DriftDetail> page) =>
        CursorPagination.Of(page, Request.Page.Limit, last => Cursor.Write(new DriftPosition(last.DriftId)));

    private static DriftsQuery Read(RequestQuery query)
    {
        var filter = new DriftFilter
        {
            Sources = query.Many(SourceParameter.Repeatable),
            Kinds = query.Many(s_kind),
            Severities = query.Many(s_severity),
            Statuses = query.Many(s_status),
            From = query.One(s_from),
            To = query.One(s_to),
        };
        if (filter.From > filter.To)
            query.Refuse(s_from, "is after to, so no change can match");
        var cursor = new CursorCodec<DriftPosition>($"/schema-drifts {JsonSerializer.Serialize(filter)}");
        return new DriftsQuery(new ListDrifts(filter, query.ReadPage(cursor)), cursor);
    }
}
