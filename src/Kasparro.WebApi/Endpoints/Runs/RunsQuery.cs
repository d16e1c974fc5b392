using System.Text.Json;
using Kasparro.Application.Runs;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>Reads what a client asks of /list-runs, and writes the cursor that goes on from there.</summary>
internal sealed record RunsQuery(ListRuns Page)
{
    /// <summary>Where <paramref name="query"/> has problems afterwards, the answer is not to be used.</summary>
    public static RunsQuery Read(RequestQuery query)
    {
        var filter = new RunFilter
        {
            Sources = query.Many(SourceParameter.Repeatable),
            Statuses = query.Many(RunParameters.Status),
            Triggers = query.Many(RunParameters.TriggeredBy),
            From = query.One(RunParameters.From),
            To = query.One(RunParameters.To),
        };
        if (filter.From > filter.To)
            query.Refuse(RunParameters.From, "is after to, so no run can match");
        return new RunsQuery(
            new ListRuns(filter, query.One(Paging.Limit) ?? Paging.Limit.Default, ReadPosition(query, filter))
        );
    }

    public string CursorAfter(RunSummary run) => Cursor.Of(Fingerprint(Page.Filter), CursorPart.Of(run.RunId));

    private static RunPosition? ReadPosition(RequestQuery query, RunFilter filter)
    {
        if (query.ReadCursor(Fingerprint(filter), parts: 1) is not { } parts)
            return null;
        if (CursorPart.Id(parts[0]) is { } runId)
            return new RunPosition(runId);

        query.RefuseDamagedCursor();
        return null;
    }

    private static string Fingerprint(RunFilter filter) => $"/list-runs {JsonSerializer.Serialize(filter)}";
}
