using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>What the name of a file says of its content.</summary>
internal static partial class CsvFileName
{
    private const int LongestCoin = 5;

    /// <summary>What coins are quoted in that is no coin which files are about.</summary>
    private static readonly string[] s_money = ["USD", "USDT", "USDC", "EUR", "GBP", "JPY", "KRW"];

    private static readonly string[] s_dollars = ["USDT", "USDC"];

    /// <summary>
    /// BTC-USD.csv, btc-usd-max.csv, Bitstamp_BTCUSD_d.csv, XBTUSD_1440.csv: one pair against money, and no other.
    /// bitstampUSD.csv names an exchange.
    /// </summary>
    public static CsvPair? PairIn(string file)
    {
        var words = Words().Matches(Stem(file)).Select(word => word.Value).ToList();
        var pairs = words
            .Zip(words.Skip(1), (coin, quote) => new CsvPair(coin, quote))
            .Where(pair => IsMoney(pair.Quote!) || (CsvQuote.IsMoney(pair.Quote!) && IsSymbol(file, pair.Coin)))
            .Concat(words.Where(IsOneCase).Select(CsvPair.Of).Where(pair => pair.Quote is not null))
            .Where(pair => pair.Coin.Length is >= 2 and <= LongestCoin && !IsMoney(pair.Coin))
            .DistinctBy(pair => $"{pair.Coin}/{pair.Quote}".ToUpperInvariant())
            .ToList();
        return pairs is [var only] ? only : null;
    }

    /// <summary>
    /// What its prices are in, where its coin is known: bitcoin-eur.csv and krakenEUR.csv say that, and name no pair.
    /// </summary>
    public static string? CurrencyIn(string file)
    {
        if (PairIn(file) is { Quote: { } quote })
            return quote;
        var stem = Stem(file);
        var quotes = Words()
            .Matches(stem)
            .Select(word => word.Value)
            .Where(word => IsMoney(word) && !s_dollars.Contains(word, StringComparer.OrdinalIgnoreCase))
            .Concat(Capitals().Matches(stem).Select(word => QuoteIn(word.Value)).OfType<string>())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return quotes is [var only] ? only : null;
    }

    /// <summary>The whole word, or what a pair of a long symbol ends with.</summary>
    private static string? QuoteIn(string word) => CsvQuote.IsMoney(word) ? word : CsvPair.Of(word).Quote;

    /// <summary>A symbol in capitals, a known one, or any in the name that CoinGecko gives its downloads.</summary>
    public static bool IsSymbol(string file, string coin) =>
        !coin.Any(char.IsAsciiLetterLower)
        || CsvKnownCoin.Is(coin)
        || Stem(file).EndsWith("-max", StringComparison.OrdinalIgnoreCase);

    private static string Stem(string file)
    {
        var name = Path.GetFileName(file);
        return name[..(name.IndexOf('.') is > 0 and var dot ? dot : name.Length)];
    }

    private static bool IsMoney(string word) => s_money.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static bool IsOneCase(string word) =>
        !word.Any(char.IsAsciiLetterLower) || !word.Any(char.IsAsciiLetterUpper);

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex("[A-Z]{3,}(?![a-z])")]
    private static partial Regex Capitals();
}
