using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>The asset that a path names.</summary>
internal sealed record AssetPath(Guid AssetId)
{
    public static readonly IdParameter Parameter = new("asset_id", "Id of an asset.")
    {
        Example = "3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1",
    };

    public static ValueTask<AssetPath?> BindAsync(HttpContext context) =>
        RequestQuery.BindAsync(context, query => new AssetPath(query.PathId(Parameter)));
}
