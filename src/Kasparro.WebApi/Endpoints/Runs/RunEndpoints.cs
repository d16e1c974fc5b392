using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>/list-runs: what ingestion did.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/list-runs", ListRunsAsync)
        .WithParameters(RunParameters.All)
        .WithTags("Operations")
        .WithName("ListRuns")
        .WithSummary("Ingestion runs, newest first");

    private static async Task<Results<Ok<RunListAnswer>, ProblemHttpResult>> ListRunsAsync(RequestQuery query, HttpContext context, IMediator mediator, CancellationToken ct)
    {
        var asked = RunsQuery.Read(query);
        if (query.Problems.Count > 0) return Problems.BadParameters(query.Problems);

        var page = await mediator.Send(asked.Page, ct);
        var next = page.HasMore ? asked.CursorAfter(page.Runs[^1]) : null;
        if (next is not null) NextPage.Announce(context, next);
        return TypedResults.Ok(new RunListAnswer(page.Runs, new CursorPagination(asked.Page.Limit, page.Runs.Count, next)));
    }
}
