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
            return (symbol is null ? null : CoinOf(CsvLabel.Of(symbol)), name is null ? null : CsvLabel.Of(name));
        var coin = symbol is null ? null : CsvPair.Of(symbol).Coin.ToUpperInvariant();
        return (coin, coin);
    }

    /// <summary>Next to a name, BTC-USD can be nothing but a pair; CRVUSD is a coin.</summary>
    public static string CoinOf(string symbol) =>
        symbol.Length > 4
        && symbol[^4] is '-' or '/' or '_' or ':'
        && CsvPair.Of(symbol) is { Quote: { } quote } pair
        && CsvQuote.IsDollar(quote)
        && symbol[..^4].All(char.IsLetterOrDigit)
            ? pair.Coin
            : symbol;
}
