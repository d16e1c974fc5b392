using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Failures;

/// <summary>/failures: rows that could not be derived.</summary>
internal static class FailureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/failures", ListFailuresAsync)
            .AddEndpointFilter<UnchangedFilter>()
            .WithParameters(FailuresQuery.Parameters)
            .WithTags("Operations")
            .WithName("ListFailures")
            .WithSummary("Raw rows that gave no market data, and why; newest first");

    private static async Task<Results<Ok<FailureListResponse>, ProblemHttpResult>> ListFailuresAsync(
        RequestQuery query,
        HttpContext context,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var asked = FailuresQuery.Read(query);
        if (query.Problems.Count > 0)
            return Problems.BadParameters(query.Problems);

        var page = await mediator.Send(asked.Page, ct);
        var next = page.HasMore ? asked.CursorAfter(page.Failures[^1]) : null;
        if (next is not null)
            NextPage.Announce(context, next);
        return TypedResults.Ok(
            new FailureListResponse(page.Failures, new CursorPagination(asked.Page.Limit, page.Failures.Count, next))
        );
    }
}
