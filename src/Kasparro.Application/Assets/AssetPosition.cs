namespace Kasparro.Application.Assets;

/// <summary>The position of an asset in the list.</summary>
public sealed record AssetPosition(string Symbol, string Name)
{
    public static AssetPosition Of(AssetDetail asset) => new(asset.Symbol, asset.Name);
}
