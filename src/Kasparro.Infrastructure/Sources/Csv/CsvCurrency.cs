using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>What the prices of a row are in, where it says so.</summary>
internal static class CsvCurrency
{
    private const string OnlyDollars = "only prices in US dollars are market data";

    private static readonly string[] s_dollar = ["USD", "US$", "$"];

    /// <returns>Why its price is no price in US dollars; null where it says nothing else.</returns>
    public static string? OtherThanUsd(in CsvCells cells, CsvFacts facts)
    {
        if (facts.Currency is { } ofFile && !IsDollar(ofFile))
            return $"the prices of its file are in {ofFile}, and {OnlyDollars}";

        var currency = cells[CsvColumn.Currency];
        if (currency.Text?.Trim() is { Length: > 0 } named && !IsDollar(named))
            return $"{currency.Name} is {named}, and {OnlyDollars}";

        if (
            cells[CsvColumn.OtherPrice] is { Kind: not FieldKind.Missing } other
            && cells.FirstOf(CsvColumn.Close, CsvColumn.Price).Kind == FieldKind.Missing
        )
            return $"the price is {other.Name}, and {OnlyDollars}";

        var symbol = cells[CsvColumn.Symbol];
        if (facts.HasPairs && symbol.Text is { } text && CsvPair.Of(text).Quote is { } quoted && !IsDollar(quoted))
            return $"{symbol.Name} is {text}, so the price is in {quoted}, and {OnlyDollars}";

        var market = cells[CsvColumn.Market];
        return market is { Kind: FieldKind.Text, Text: { } pair } && QuoteOf(pair, symbol.Text) is { } quote
            ? $"{market.Name} is {pair.Trim()}, so the price is in {quote}, and {OnlyDollars}"
            : null;
    }

    /// <summary>What a pair such as KRW-BTC or BTC/EUR quotes the symbol in; null where it is US dollars, or no pair of
    /// the symbol.</summary>
    private static string? QuoteOf(string pair, string? symbol)
    {
        var parts = pair.Trim().Split('-', '/', '_');
        if (parts.Length != 2 || symbol?.Trim() is not { Length: > 0 } named)
            return null;
        var quote =
            parts[0].Equals(named, StringComparison.OrdinalIgnoreCase) ? parts[1]
            : parts[1].Equals(named, StringComparison.OrdinalIgnoreCase) ? parts[0]
            : null;
        return quote is null || IsDollar(quote) ? null : quote;
    }

    public static bool IsDollar(string currency) => s_dollar.Contains(currency, StringComparer.OrdinalIgnoreCase);
}
