// cspell:disable: symbols of coins.
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>What the name of a file says of its content.</summary>
internal static partial class CsvFileName
{
    private const int LongestCoin = 5;

    /// <summary>Symbols that are recognised in lower case too; prices-usd.csv is about no coin PRICES.</summary>
    private static readonly HashSet<string> s_known = new(
        (
            "BTC XBT ETH USDT XRP BNB SOL USDC DOGE XDG ADA TRX AVAX DOT LINK LTC BCH BSV XLM XMR ETC SHIB UNI AAVE "
            + "ATOM ALGO FIL VET XTZ EOS NEO DASH ZEC HBAR ICP IOTA XEM NEAR APT ARB TON SUI PEPE"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>What coins are quoted in that is no coin which files are about.</summary>
    private static readonly string[] s_money = ["USD", "USDT", "USDC", "EUR", "GBP", "JPY", "KRW"];

    /// <summary>
    /// BTC-USD.csv, btc-usd-max.csv, Bitstamp_BTCUSD_d.csv, XBTUSD_1440.csv: one pair against money, and no other.
    /// bitstampUSD.csv names an exchange.
    /// </summary>
    public static CsvPair? PairIn(string file)
    {
        var words = Words().Matches(Stem(file)).Select(word => word.Value).ToList();
        var pairs = words
            .Zip(words.Skip(1), (coin, quote) => new CsvPair(coin, quote))
            .Where(pair => IsMoney(pair.Quote!))
            .Concat(words.Where(IsOneCase).Select(CsvPair.Of).Where(pair => pair.Quote is not null))
            .Where(pair => pair.Coin.Length is >= 2 and <= LongestCoin && !IsMoney(pair.Coin))
            .DistinctBy(pair => $"{pair.Coin}/{pair.Quote}".ToUpperInvariant())
            .ToList();
        return pairs is [var only] ? only : null;
    }

    /// <summary>A symbol in capitals, a known one, or any in the name that CoinGecko gives its downloads.</summary>
    public static bool IsSymbol(string file, string coin) =>
        !coin.Any(char.IsAsciiLetterLower)
        || s_known.Contains(coin)
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
}
