using Kasparro.Application.Paging;

namespace Kasparro.Application.MarketData;

/// <summary>A page of market data, read in one round trip.</summary>
/// <param name="AmbiguousAssets">Of the symbols in the filter, the assets of those that several share.</param>
/// <param name="Version">The <see cref="ISilverVersionReader"/> version of the rows; null where there are none.</param>
public sealed record MarketDataPage(
    Page<MarketDataRow> Rows,
    IReadOnlyList<AmbiguousAsset> AmbiguousAssets,
    long? Version
);

/// <summary>One of several assets that share a symbol.</summary>
/// <param name="Symbol" example="LUNA">The symbol.</param>
/// <param name="Rank" example="1">Among the assets of the symbol by market cap, from 1.</param>
/// <param name="AssetId" example="6b94ff55-898f-5a1b-9d8c-0e944f110da0">Chooses this one.</param>
/// <param name="Name" example="Terra">The name of the asset.</param>
/// <param name="MarketCapUsd" example="1926853921034">The newest one; null where none is known.</param>
public sealed record AmbiguousAsset(string Symbol, int Rank, Guid AssetId, string Name, NumberText? MarketCapUsd);
