using System.Globalization;
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
            Sources = [.. query.Many(RunParameters.Source).Select(source => source.ToLowerInvariant()).Distinct()],
            Statuses = query.Many(RunParameters.Status),
            Triggers = query.Many(RunParameters.TriggeredBy),
            From = query.One(RunParameters.From),
            To = query.One(RunParameters.To),
        };
        if (filter.From > filter.To) query.Refuse(RunParameters.From, "is after to, so no run can match");
        return new RunsQuery(new ListRuns(filter, query.One(Paging.Limit) ?? Paging.Limit.Otherwise, ReadPosition(query, filter)));
    }

    public string CursorAfter(RunSummary run) =>
        Cursor.Of(Fingerprint(Page.Filter), run.StartedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), run.RunId.ToString("N"));

    private static RunPosition? ReadPosition(RequestQuery query, RunFilter filter)
    {
        if (query.ReadCursor(Fingerprint(filter), parts: 2) is not { } parts) return null;
        if (long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(parts[1], "N", out var runId))
            return new RunPosition(new DateTimeOffset(ticks, TimeSpan.Zero), runId);

        query.Refuse(Paging.Cursor, "is damaged; take next_cursor of the page before as it is");
        return null;
    }

    private static string Fingerprint(RunFilter filter) => $"/list-runs {JsonSerializer.Serialize(filter)}";
}
