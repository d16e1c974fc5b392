namespace Kasparro.Application.MarketData;

/// <summary>Which rows are wanted. Empty means no filter.</summary>
public sealed record MarketDataFilter
{
    /// <summary>In upper case, as assets have them.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    public IReadOnlyList<Guid> AssetIds { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Earliest <c>last_updated</c>, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest <c>last_updated</c>, included.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only the newest of these rows of each asset and source.</summary>
    public bool LatestOnly { get; init; }
}
