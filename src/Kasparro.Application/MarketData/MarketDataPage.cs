using Kasparro.Application.Paging;

namespace Kasparro.Application.MarketData;

/// <summary>A page of market data, read in one round trip.</summary>
/// <param name="AmbiguousSymbols">Of the symbols in the filter, those that several assets share.</param>
/// <param name="Version">The <see cref="ISilverVersionReader"/> version of the rows; null where there are none.</param>
public sealed record MarketDataPage(Page<MarketDataRow> Rows, IReadOnlyList<string> AmbiguousSymbols, long? Version);
