using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Findings;

/// <summary>/findings: trouble that was noticed, until it ends.</summary>
internal static class FindingsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/findings", ListFindingsAsync)
            .AddEndpointFilter<UnchangedFilter>()
            .WithParameters(FindingsQuery.Parameters)
            .WithTags("Operations")
            .WithName("ListFindings")
            .WithSummary("Trouble that was noticed and is not over, or of a period; the last opened first");

    private static async Task<Ok<FindingListResponse>> ListFindingsAsync(
        FindingsQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var page = await mediator.Send(query.Request, ct);
        return TypedResults.Ok(new FindingListResponse(page.Items, query.PaginationOf(page)));
    }
}
