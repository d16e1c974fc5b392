using Kasparro.Application.MarketData;

namespace Kasparro.Application.Changes;

/// <summary>One change of market data.</summary>
/// <param name="Type" example="inserted">inserted: the row is new. corrected: the source said something else about this
/// instant before. withdrawn: the row is gone, after its source was transformed again in another way. moved: all
/// rows of this asset and source are gone; they belong to the asset moved_to now, and come again as its rows.</param>
/// <param name="AssetId" example="3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1">With source and last_updated the key of the
/// row.</param>
/// <param name="Source" example="coingecko">The source of the numbers.</param>
/// <param name="LastUpdated" example="2025-02-09T17:44:06.711Z">The time of the price, by the source's clock;
/// null where all rows moved.</param>
/// <param name="Row">The row as it is now; null where it was withdrawn or moved.</param>
/// <param name="MovedTo" example="6b94ff55-898f-5a1b-9d8c-0e944f110da0">The asset that the rows belong to now; null for
/// other changes.</param>
public sealed record Change(
    ChangeType Type,
    Guid AssetId,
    string Source,
    DateTimeOffset? LastUpdated,
    MarketDataRow? Row,
    Guid? MovedTo = null
);
