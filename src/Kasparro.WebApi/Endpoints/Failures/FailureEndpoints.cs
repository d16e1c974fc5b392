using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Failures;

/// <summary>/failures: rows that could not be transformed.</summary>
internal static class FailureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/failures", ListFailuresAsync)
            .AddEndpointFilter<UnchangedFilter>()
            .WithParameters(FailuresQuery.Parameters)
            .WithTags("Operations")
            .WithName("ListFailures")
            .WithSummary("Raw rows that could not be transformed, and why; newest first");

    private static async Task<Ok<FailureListResponse>> ListFailuresAsync(
        FailuresQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var page = await mediator.Send(query.Request, ct);
        return TypedResults.Ok(new FailureListResponse(page.Items, query.PaginationOf(page)));
    }
}
