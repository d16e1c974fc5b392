using Kasparro.Application.Assets;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>/assets: what there is a price of, and what each source calls it.</summary>
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
            .WithParameters()
            .WithName("GetAsset")
            .WithSummary("One asset, with its ids at each source");
    }

    private static async Task<Results<Ok<AssetListResponse>, ProblemHttpResult>> ListAssetsAsync(
        RequestQuery query,
        HttpContext context,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var asked = AssetsQuery.Read(query);
        if (query.Problems.Count > 0)
            return Problems.BadParameters(query.Problems);

        var page = await mediator.Send(asked.Page, ct);
        var next = page.HasMore ? asked.CursorAfter(page.Assets[^1]) : null;
        if (next is not null)
            NextPage.Announce(context, next);
        return TypedResults.Ok(
            new AssetListResponse(page.Assets, new CursorPagination(asked.Page.Limit, page.Assets.Count, next))
        );
    }

    private static async Task<Results<Ok<AssetResponse>, ProblemHttpResult>> GetAssetAsync(
        string asset_id,
        RequestQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var id = query.Path(PathIds.Asset, asset_id);
        if (query.Problems.Count > 0)
            return Problems.BadParameters(query.Problems);

        return await mediator.Send(new GetAsset(id), ct) is { } asset
            ? TypedResults.Ok(new AssetResponse(asset))
            : Problems.NotFound($"There is no asset {id}. /assets lists them.");
    }
}
