using Kasparro.Application.Assets;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>/assets: the assets that have prices, and their ids at each source.</summary>
internal static class AssetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var assets = routes
            .MapGroup("/assets")
            .WithTags("Market data")
            .AddEndpointFilter<RouteGroupBuilder, UnchangedFilter>();
        assets
            .MapGet("", ListAssetsAsync)
            .WithParameters(AssetsQuery.Parameters)
            .WithName("ListAssets")
            .WithSummary("Assets by symbol, by any name they ever had or by the id of a source");
        assets
            .MapGet("/{asset_id}", GetAssetAsync)
            .WithPath(AssetPath.Parameter)
            .WithName("GetAsset")
            .WithSummary("One asset with its listings, everything they were called, and why they are one")
            .WithDescription("An id of before, from when the asset was another one, is redirected to the id of today.")
            .Produces(StatusCodes.Status307TemporaryRedirect);
    }

    private static async Task<Ok<AssetListResponse>> ListAssetsAsync(
        AssetsQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var page = await mediator.Send(query.Request, ct);
        return TypedResults.Ok(new AssetListResponse(page.Items, query.PaginationOf(page)));
    }

    private static async Task<Results<Ok<AssetResponse>, RedirectHttpResult, ProblemHttpResult>> GetAssetAsync(
        AssetPath path,
        IMediator mediator,
        CancellationToken ct
    )
    {
        if (await mediator.Send(new GetAsset(path.AssetId), ct) is not { } found)
            return ProblemResults.NotFound($"No asset has the id {path.AssetId}. /assets lists all assets.");
        // Not for ever: a link may be undone.
        return found.Asset.AssetId == path.AssetId
            ? TypedResults.Ok(new AssetResponse(found.Asset, found.Labels, found.Decisions))
            : TypedResults.Redirect($"{found.Asset.AssetId}", permanent: false, preserveMethod: true);
    }
}
