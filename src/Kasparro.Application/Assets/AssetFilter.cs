namespace Kasparro.Application.Assets;

/// <summary>Which assets are wanted. Empty means no filter.</summary>
public sealed record AssetFilter
{
    /// <summary>In upper case, as assets have them.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>Only assets that one of these sources lists.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Only assets that a source lists under one of these ids.</summary>
    public IReadOnlyList<string> SourceAssetIds { get; init; } = [];

    /// <summary>A symbol, a name, a part of a name, or a source's id; null for no search.</summary>
    public string? Search { get; init; }

    /// <summary>By market cap, the largest first; else by symbol and name, or with a search by what matched.</summary>
    public bool BySize { get; init; }
}
