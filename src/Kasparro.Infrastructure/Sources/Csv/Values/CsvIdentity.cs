using Kasparro.Infrastructure.Sources.Csv.Layouts;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>Which coin a row is about: what it says, or what is known of its file.</summary>
internal static class CsvIdentity
{
    /// <param name="symbol">The cell; null where the row has none.</param>
    /// <param name="name">The cell; null where the row has none.</param>
    public static (string? Symbol, string? Name) Of(string? symbol, string? name, CsvFacts facts)
    {
        if (facts.Symbol is { } known)
            return (known, facts.Name ?? known);
        if (!facts.HasPairs)
            return (
                symbol is null ? null : CsvPair.CoinOf(CsvLabel.Of(symbol)),
                name is null ? null : CsvLabel.Of(name)
            );
        var coin = symbol is null ? null : CsvPair.Of(symbol).Coin;
        return (coin, coin);
    }
}
