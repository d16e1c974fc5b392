using Kasparro.Application.RunChecks;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using Kasparro.WebApi.Protection;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.RunChecks;

/// <summary>/compare-runs: the anomalies of a run, for an operator who looks once after each run.</summary>
internal static class CompareRunsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/compare-runs", CompareRunsAsync)
            .WithParameters(CompareRunsQuery.Parameters)
            .WithWeight(_ => 5)
            .WithTags("Operations")
            .WithName("CompareRuns")
            .WithSummary(
                "Anomalies: the latest run of each source against the runs before it, or one run against another"
            )
            .WithDescription(
                "anomalies is the short list to read; sources has every check with its numbers. A check that lacks "
                    + "data is skipped, with its reason. Checks use medians, so that one odd run in the baseline "
                    + "changes nothing; a lasting change is reported once, and is the baseline after ten runs."
            )
            .Produces<ProblemResponse>(StatusCodes.Status404NotFound, MediaTypes.ProblemJson)
            .Produces<ProblemResponse>(StatusCodes.Status409Conflict, MediaTypes.ProblemJson);

    private static async Task<Results<Ok<ComparisonResponse>, ProblemHttpResult>> CompareRunsAsync(
        CompareRunsQuery query,
        RecentComparisons recent,
        IMediator mediator,
        CancellationToken ct
    ) =>
        await recent.GetAsync(query.Request, mediator, ct) switch
        {
            RunComparison.Compared compared => TypedResults.Ok(ComparisonResponse.Of(compared)),
            RunComparison.RunNotFound missing => ProblemResults.NotFound(
                $"{missing.Reason} /list-runs lists all runs."
            ),
            RunComparison.Mismatch mismatch => ProblemResults.Conflict("Runs of different sources", mismatch.Reason),
            var other => throw new InvalidOperationException($"A comparison ended as {other.GetType().Name}."),
        };
}
