namespace Kasparro.Application.MarketData;

/// <summary>Some rows of Silver, read in one round trip.</summary>
/// <param name="AmbiguousSymbols">Of the symbols asked for, those that several assets share.</param>
/// <param name="Version">The <see cref="ISilverVersionReader"/> that the rows are of; null where there are none.</param>
public sealed record MarketDataSlice(
    IReadOnlyList<MarketDataRow> Rows,
    IReadOnlyList<string> AmbiguousSymbols,
    long? Version
);
