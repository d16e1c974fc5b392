using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.WebApi.Endpoints.Runs;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.RunChecks;

/// <summary>The query of /compare-runs.</summary>
internal sealed record CompareRunsQuery(CompareRuns Request)
{
    private static readonly SourceParameter s_source = new() { Example = "coingecko" };

    private static readonly IdParameter s_runId = new("run_id", "The run to check. Default: the latest run that ended.")
    {
        Example = RunPath.Parameter.Example,
    };

    private static readonly IdParameter s_against = new(
        "against",
        "Another run of the same source, to compare with instead of the baseline."
    )
    {
        Example = "0194e3ef-0d6c-7a41-b8c2-9f1d2e3c4b5a",
    };

    private static readonly IntegerParameter s_window = new(
        "window",
        "Successful runs in the baseline, at most.",
        1,
        200,
        ComparisonSettings.DefaultWindow
    )
    {
        Example = "30",
    };

    private static readonly IntegerParameter s_minRuns = new(
        "min_runs",
        "Runs that a statistical check needs; with fewer, it is skipped.",
        2,
        100,
        ComparisonSettings.DefaultMinRuns
    )
    {
        Example = "7",
    };

    private static readonly InstantParameter s_asOf = new("as_of", "Compare as of this instant. Default: now.")
    {
        Example = "2025-02-09T18:00:00Z",
    };

    public static readonly QueryParameter[] Parameters = [s_source, s_runId, s_against, s_window, s_minRuns, s_asOf];

    public static ValueTask<CompareRunsQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    private static CompareRunsQuery Read(RequestQuery query)
    {
        var settings = new ComparisonSettings(
            query.One(s_window) ?? s_window.Default,
            query.One(s_minRuns) ?? s_minRuns.Default
        );
        var request = new CompareRuns(
            query.One(s_source),
            query.One(s_runId),
            query.One(s_against),
            settings,
            query.One(s_asOf)
        );
        if (request.Against is { } against && against == request.RunId)
            query.Refuse(s_against, "must not be the run that is checked");
        if (settings.MinRuns > settings.Window)
            query.Refuse(s_minRuns, "must not be more than window: every statistical check would be skipped");
        return new CompareRunsQuery(request);
    }
}
