namespace Kasparro.Application.MarketData;

/// <summary>Which rows are wanted. Empty means no filter.</summary>
public sealed record MarketDataFilter
{
    /// <summary>In upper case, as assets have them.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>Ids that assets have or once had.</summary>
    public IReadOnlyList<Guid> AssetIds { get; init; } = [];

    /// <summary>Ids at sources: of the sources in the filter, or of any. All rows of their assets are meant.</summary>
    public IReadOnlyList<string> SourceAssetIds { get; init; } = [];

    /// <summary>Sources of the product, each once.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Earliest <c>last_updated</c>, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest <c>last_updated</c>, included.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>What was known then: rows as the source had stated them by this time. Null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Only rows that changed here at this time or later.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Only the newest of these rows of each asset and source.</summary>
    public bool LatestOnly { get; init; }
}
