using Kasparro.Application.RunChecks;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.RunChecks;

/// <summary>/compare-runs: whether anything is wrong, for an operator who looks once after each run.</summary>
internal static class CompareRunsEndpoint
{
    private const string ProblemJson = "application/problem+json";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/compare-runs", CompareRunsAsync)
            .WithParameters(CompareRunsQuery.Parameters)
            .WithTags("Operations")
            .WithName("CompareRuns")
            .WithSummary(
                "Anomalies: the latest run of each source against the runs before it, or one run against another"
            )
            .WithDescription(
                "anomalies is the short list to read; sources has every check with its numbers. A check that could not be made is skipped and says what it lacked. Judged by medians, so that one odd run in the baseline changes nothing; a change that stays is raised once, and is the baseline after ten runs."
            )
            .Produces<ProblemResponse>(StatusCodes.Status404NotFound, ProblemJson)
            .Produces<ProblemResponse>(StatusCodes.Status409Conflict, ProblemJson);

    private static async Task<Results<Ok<ComparisonResponse>, ProblemHttpResult>> CompareRunsAsync(
        RequestQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var asked = CompareRunsQuery.Read(query);
        if (query.Problems.Count > 0)
            return Problems.BadParameters(query.Problems);

        return await mediator.Send(asked, ct) switch
        {
            RunComparison.Compared compared => TypedResults.Ok(ComparisonResponse.Of(compared)),
            RunComparison.RunNotFound missing => Problems.NotFound($"{missing.Reason} /list-runs lists them."),
            RunComparison.Mismatch mismatch => TypedResults.Problem(
                title: "Runs of different sources",
                detail: mismatch.Reason,
                statusCode: StatusCodes.Status409Conflict
            ),
            var other => throw new InvalidOperationException($"A comparison ended as {other.GetType().Name}."),
        };
    }
}
