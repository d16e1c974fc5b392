// cspell:disable: symbols of coins.
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>What the name of a file says of its content.</summary>
internal static partial class CsvFileName
{
    /// <summary>Symbols that are recognised in lower case too; prices-usd.csv is about no coin PRICES.</summary>
    private static readonly HashSet<string> s_known = new(
        (
            "BTC XBT ETH USDT XRP BNB SOL USDC DOGE XDG ADA TRX AVAX DOT LINK LTC BCH BSV XLM XMR ETC SHIB UNI AAVE "
            + "ATOM ALGO FIL VET XTZ EOS NEO DASH ZEC HBAR ICP IOTA XEM NEAR APT ARB TON SUI PEPE"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>BTC-USD.csv, btc-usd-max.csv, Bitstamp_BTCUSD_d.csv, XBTUSD_1440.csv: one pair, and no other.</summary>
    public static CsvPair? PairIn(string file)
    {
        var name = Stem(file);
        var joined = PairWithSeparator().Matches(name);
        var pairs =
            joined.Count > 0
                ? joined.Select(match => new CsvPair(match.Groups[1].Value, match.Groups[2].Value)).ToList()
                : name.Split(['_', '-', ' ']).Select(CsvPair.Of).Where(pair => pair.Quote is not null).ToList();
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

    [GeneratedRegex(
        "(?<![A-Za-z0-9])([A-Za-z0-9]{2,10})[-_](USDT|USDC|USD|EUR|GBP|JPY|KRW|BTC|ETH)(?![A-Za-z0-9])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PairWithSeparator();
}
