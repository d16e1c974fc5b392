using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Layouts;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>What the prices of a row are in, where it says so.</summary>
internal static class CsvCurrency
{
    private const string OnlyDollars = "only prices in US dollars are market data";

    /// <summary>CoinMarketCap's files name the currency by its number.</summary>
    private const string CoinMarketCapDollar = "2781";

    private static readonly string[] s_otherSigns = ["€", "£", "¥", "₩", "₹", "₽", "₿"];

    /// <returns>Why its price is no price in US dollars; null where it says nothing else.</returns>
    public static string? OtherThanUsd(in CsvCells cells, CsvFacts facts)
    {
        if (facts.Currency is { } ofFile && !CsvQuote.IsDollar(ofFile))
            return $"the prices of its file are in {ofFile}, and {OnlyDollars}";

        var currency = cells[CsvColumn.Currency];
        if (currency.Text?.Trim() is { Length: > 0 } named && !CsvQuote.IsDollar(named))
            return $"{currency.Name} is {named}, and {OnlyDollars}";

        if (
            cells[CsvColumn.HighTime].Kind != FieldKind.Missing
            && cells[CsvColumn.Name] is { Text: { } number } name
            && number.Trim() is var id
            && id != CoinMarketCapDollar
            && id.Length > 0
            && id.All(char.IsAsciiDigit)
        )
            return $"{name.Name} is {id}, CoinMarketCap's number of another currency than US dollars "
                + $"({CoinMarketCapDollar}), and {OnlyDollars}";

        if (
            cells[CsvColumn.OtherPrice] is { Kind: not FieldKind.Missing } other
            && cells.FirstOf(CsvColumn.Close, CsvColumn.Price).Kind == FieldKind.Missing
        )
            return $"the price is {other.Name}, and {OnlyDollars}";

        var price = cells.FirstOf(CsvColumn.Close, CsvColumn.Price);
        if (
            cells[CsvColumn.VolumeUsd].Kind == FieldKind.Missing
            && !CsvStoredRow.NamesDollars(price)
            && NameOfOtherMoney(cells, facts) is { } money
        )
            return $"{money} names another currency and no column names US dollars, and {OnlyDollars}";
        return OfPair(cells, facts) ?? OfPrice(price);
    }

    /// <summary>Volume USDT is in what paid for the coin, unless it is the coin.</summary>
    private static string? NameOfOtherMoney(in CsvCells cells, CsvFacts facts)
    {
        if (cells[CsvColumn.OtherMoney] is { Kind: not FieldKind.Missing } money)
            return money.Name;
        var symbol = facts.Symbol ?? cells.FirstOf(CsvColumn.Symbol, CsvColumn.Pair).Text;
        foreach (var column in (ReadOnlySpan<CsvColumn>)[CsvColumn.VolumeStable, CsvColumn.VolumeCoin])
            if (
                cells[column] is { Kind: not FieldKind.Missing } volume
                && !string.IsNullOrWhiteSpace(symbol)
                && !IsSame(CoinIn(volume.Name), CsvPair.Of(symbol).Coin)
            )
                return volume.Name;
        return null;
    }

    private static string CoinIn(string volume) =>
        CsvPair
            .Of(
                string.Concat(volume.Where(char.IsLetterOrDigit))
                    .Replace("volume", "", StringComparison.OrdinalIgnoreCase)
            )
            .Coin;

    private static string? OfPair(in CsvCells cells, CsvFacts facts)
    {
        var symbol = cells.FirstOf(CsvColumn.Symbol, CsvColumn.Pair);
        if (symbol.Text is { } text && CsvPair.QuoteOf(text, facts.HasPairs) is { } quoted)
            return PriceIn(symbol, quoted);
        foreach (var column in (ReadOnlySpan<CsvColumn>)[CsvColumn.Market, CsvColumn.Pair])
            if (
                cells[column] is { Kind: FieldKind.Text, Text: { } pair } market
                && QuoteOf(pair, symbol.Text) is { } quote
            )
                return PriceIn(market, quote);
        return null;
    }

    private static string PriceIn(Field pair, string quote) =>
        $"{pair.Name} is {pair.Text!.Trim()}, so the price is in {quote}, and {OnlyDollars}";

    /// <summary>What a market such as KRW, KRW-BTC or BTCEUR quotes the symbol in; null where it is US dollars, or no
    /// market of the symbol.</summary>
    private static string? QuoteOf(string market, string? symbol)
    {
        market = market.Trim();
        if (symbol?.Trim() is not { Length: > 0 } named)
            return null;
        var parts = market.Split('-', '/', '_');
        var quote =
            parts.Length == 2
                ? IsSame(parts[0], named)
                    ? parts[1]
                    : IsSame(parts[1], named)
                        ? parts[0]
                        : null
                : CsvQuote.Is(market) && !IsSame(market, named)
                    ? market
                    : CsvPair.Of(market) is { Quote: { } joined } pair && IsSame(pair.Coin, named)
                        ? joined
                        : null;
        return quote is null || CsvQuote.IsDollar(quote) ? null : quote;
    }

    private static bool IsSame(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>€7.12, 7,12 EUR: what no number has.</summary>
    private static string? OfPrice(Field price)
    {
        if (price is not { Kind: FieldKind.Text, Text: { } text })
            return null;
        var bare = text.Trim();
        if (bare.Length == 0 || (char.IsAsciiDigit(bare[0]) && char.IsAsciiDigit(bare[^1])))
            return null;
        var named = s_otherSigns
            .Concat(CsvQuote.All.Where(quote => !CsvQuote.IsDollar(quote)))
            .FirstOrDefault(currency =>
                bare.StartsWith(currency, StringComparison.OrdinalIgnoreCase)
                || bare.EndsWith(currency, StringComparison.OrdinalIgnoreCase)
            );
        return named is null ? null : $"{price.Name} is {bare}, so the price is in {named}, and {OnlyDollars}";
    }
}
