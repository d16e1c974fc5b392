namespace Kasparro.Application.Assets;

/// <summary>Which assets are wanted. Empty means no filter.</summary>
public sealed record AssetFilter
{
    /// <summary>In upper case, as assets have them.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>Only assets that one of these sources lists.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
