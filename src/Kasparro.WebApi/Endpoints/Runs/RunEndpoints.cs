using Kasparro.Application.Runs;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>/list-runs, and /runs as another name for it: what ingestion did.</summary>
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
            .WithParameters(RunParameters.All)
            .WithName($"ListRuns{suffix}")
            .WithSummary($"Ingestion runs, newest first{note}");
        runs.MapGet("/{run_id}", GetRunAsync)
            .WithParameters()
            .WithName($"GetRun{suffix}")
            .WithSummary($"One ingestion run{note}");
    }

    private static async Task<Results<Ok<RunListResponse>, ProblemHttpResult>> ListRunsAsync(
        RequestQuery query,
        HttpContext context,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var asked = RunsQuery.Read(query);
        if (query.Problems.Count > 0)
            return Problems.BadParameters(query.Problems);

        var page = await mediator.Send(asked.Page, ct);
        var next = page.HasMore ? asked.CursorAfter(page.Runs[^1]) : null;
        if (next is not null)
            NextPage.Announce(context, next);
        return TypedResults.Ok(
            new RunListResponse(page.Runs, new CursorPagination(asked.Page.Limit, page.Runs.Count, next))
        );
    }

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> GetRunAsync(
        string run_id,
        RequestQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var id = query.Path(PathIds.Run, run_id);
        if (query.Problems.Count > 0)
            return Problems.BadParameters(query.Problems);

        return await mediator.Send(new GetRun(id), ct) is { } run
            ? TypedResults.Ok(new RunResponse(run))
            : Problems.NotFound($"There is no run {id}. /list-runs lists them.");
    }
}
