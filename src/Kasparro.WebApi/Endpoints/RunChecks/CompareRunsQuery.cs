using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.RunChecks;

/// <summary>Reads what a client asks of /compare-runs.</summary>
internal static class CompareRunsQuery
{
    private static readonly SourceParameter s_source = new() { Example = "coingecko" };

    private static readonly IdParameter s_runId = new("run_id", "The run to judge; without it, the latest that ended.")
    {
        Example = PathIds.Run.Example,
    };

    private static readonly IdParameter s_against = new(
        "against",
        "Another run of the same source, to compare with in place of the baseline."
    )
    {
        Example = "0194e3ef-0d6c-7a41-b8c2-9f1d2e3c4b5a",
    };

    private static readonly IntegerParameter s_window = new(
        "window",
        "Successful runs of the baseline, at most.",
        1,
        200,
        ComparisonSettings.DefaultWindow
    )
    {
        Example = "30",
    };

    private static readonly IntegerParameter s_minRuns = new(
        "min_runs",
        "Runs that a statistical check needs; with fewer it is skipped.",
        2,
        100,
        ComparisonSettings.DefaultMinRuns
    )
    {
        Example = "7",
    };

    private static readonly InstantParameter s_asOf = new(
        "as_of",
        "Judge as one would have at this instant; without it, now."
    )
    {
        Example = "2025-02-09T18:00:00Z",
    };

    public static readonly QueryParameter[] Parameters = [s_source, s_runId, s_against, s_window, s_minRuns, s_asOf];

    /// <summary>Where <paramref name="query"/> has problems afterwards, the answer is not to be used.</summary>
    public static CompareRuns Read(RequestQuery query)
    {
        var settings = new ComparisonSettings(
            query.One(s_window) ?? s_window.Default,
            query.One(s_minRuns) ?? s_minRuns.Default
        );
        var asked = new CompareRuns(
            query.One(s_source),
            query.One(s_runId),
            query.One(s_against),
            settings,
            query.One(s_asOf)
        );
        if (asked.Against is { } against && against == asked.RunId)
            query.Refuse(s_against, "is the run that is judged; it cannot differ from itself");
        if (settings.MinRuns > settings.Window)
            query.Refuse(s_minRuns, "is more than window, so every statistical check would be skipped");
        return asked;
    }
}
