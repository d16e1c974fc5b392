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
            .WithSummary("Assets by symbol and name, with their ids at each source");
        assets
            .MapGet("/{asset_id}", GetAssetAsync)
            .WithPath(AssetPath.Parameter)
            .WithName("GetAsset")
            .WithSummary("One asset, with its ids at each source");
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

    private static async Task<Results<Ok<AssetResponse>, ProblemHttpResult>> GetAssetAsync(
        AssetPath path,
        IMediator mediator,
        CancellationToken ct
    ) =>
        await mediator.Send(new GetAsset(path.AssetId), ct) is { } asset
            ? TypedResults.Ok(new AssetResponse(asset))
            : ProblemResults.NotFound($"No asset has the id {path.AssetId}. /assets lists all assets.");
}
