using Kasparro.Application.Runs;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>/list-runs and its other name /runs: the ingestion runs.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/list-runs"), "", "");
        Map(routes.MapGroup("/runs"), "Alias", " (another name of /list-runs)");
    }

    private static void Map(RouteGroupBuilder runs, string suffix, string note)
    {
        runs.WithTags("Operations");
        runs.MapGet("", ListRunsAsync)
            .WithParameters(RunsQuery.Parameters)
            .WithName($"ListRuns{suffix}")
            .WithSummary($"Ingestion runs, newest first{note}");
        runs.MapGet("/{run_id}", GetRunAsync)
            .WithPath(RunPath.Parameter)
            .WithName($"GetRun{suffix}")
            .WithSummary($"One ingestion run{note}");
    }

    private static async Task<Ok<RunListResponse>> ListRunsAsync(
        RunsQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var page = await mediator.Send(query.Request, ct);
        return TypedResults.Ok(new RunListResponse(page.Items, query.PaginationOf(page)));
    }

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> GetRunAsync(
        RunPath path,
        IMediator mediator,
        CancellationToken ct
    ) =>
        await mediator.Send(new GetRun(path.RunId), ct) is { } run
            ? TypedResults.Ok(new RunResponse(run))
            : ProblemResults.NotFound($"No run has the id {path.RunId}. /list-runs lists all runs.");
}
