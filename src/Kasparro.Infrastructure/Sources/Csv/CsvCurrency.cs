using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>What the prices of a row are in, where it says so.</summary>
internal static class CsvCurrency
{
    private static readonly string[] s_dollar = ["USD", "US$", "$"];

    /// <returns>Why its price is no price in US dollars; null where it says nothing else.</returns>
    public static string? OtherThanUsd(in FieldBuffer cells)
    {
        var currency = cells[(int)CsvColumn.Currency];
        if (currency.Text?.Trim() is { Length: > 0 } named && !IsDollar(named))
            return $"{currency.Name} is {named}, and only prices in US dollars are market data";

        var market = cells[(int)CsvColumn.Market];
        return
            market is { Kind: FieldKind.Text, Text: { } pair }
            && QuoteOf(pair, cells[(int)CsvColumn.Symbol].Text) is { } quote
            ? $"{market.Name} is {pair.Trim()}, so the price is in {quote}, and only prices in US dollars are market "
                + "data"
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

    private static bool IsDollar(string currency) => s_dollar.Contains(currency, StringComparer.OrdinalIgnoreCase);
}
