using Kasparro.Application.Identity;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using Kasparro.WebApi.Protection;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Identity;

/// <summary>/identity/candidates: listings that may be one coin, for a person to decide.</summary>
internal static class IdentityEndpoint
{
    /// <summary>All listings are compared.</summary>
    private const int Weight = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/identity/candidates", ListCandidatesAsync)
            .AddEndpointFilter<UnchangedFilter>()
            .WithParameters(CandidatesQuery.Parameters)
            .WithWeight(_ => Weight)
            .WithTags("Market data")
            .WithName("ListIdentityCandidates")
            .WithSummary("Listings that may be one coin and that no rule linked, the largest first")
            .WithDescription(
                "They share a symbol, and neither has a partner at the other's source. `EtlHost identity link` and "
                    + "`identity unlink` decide; /assets/{asset_id} shows why listings are one asset."
            );

    private static async Task<Ok<CandidateListResponse>> ListCandidatesAsync(
        CandidatesQuery query,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(new CandidateListResponse(await mediator.Send(query.Request, ct)));
}

/// <summary>The query of /identity/candidates.</summary>
internal sealed record CandidatesQuery(ListCandidates Request)
{
    public static readonly QueryParameter[] Parameters = [PageParameters.Limit];

    public static ValueTask<CandidatesQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    private static CandidatesQuery Read(RequestQuery query) =>
        new(new ListCandidates(query.One(PageParameters.Limit) ?? PageParameters.Limit.Default));
}

/// <summary>Pairs of listings for a person to decide.</summary>
/// <param name="Candidates">The largest coins first.</param>
internal sealed record CandidateListResponse(IReadOnlyList<CandidateDetail> Candidates) : ApiResponse;
