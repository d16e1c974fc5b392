// cspell:disable: symbols of currencies.
namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>What prices are quoted in: money of countries, and coins.</summary>
internal static class CsvQuote
{
    /// <summary>Names of coins end like these too: XYZDAI may be one.</summary>
    private static readonly string[] s_afterKnownCoins = (
        "TUSD GUSD HUSD PYUSD USDD USDE USDP USDS USD1 DAI UST EURC EURT AED ARS BGN CLP COP CZK DKK GEL HKD HUF IDR "
        + "ILS KZT MXN MYR NGN NOK NZD PHP PKR PLN RON SAR SEK SGD THB TWD UAH VND ZAR"
    ).Split(' ');

    /// <summary>Those that end with another one come before it: BTCFDUSD ends with USD too.</summary>
    private static readonly string[] s_afterAnyCoin =
        "FDUSD BUSD USD USDT USDC EUR GBP JPY KRW CNY CHF AUD CAD TRY INR BRL RUB BTC XBT ETH BNB".Split(' ');

    private static readonly string[] s_coins = (
        "FDUSD BUSD USDT USDC BTC XBT ETH BNB TUSD GUSD HUSD PYUSD USDD USDE USDP USDS USD1 DAI UST EURC EURT"
    ).Split(' ');

    /// <summary>Coins that others are quoted in.</summary>
    private static readonly string[] s_measures = ["BTC", "XBT", "ETH", "BNB"];

    private static readonly string[] s_dollar =
    [
        "USD",
        "US$",
        "$",
        "US dollar",
        "US dollars",
        "U.S. dollar",
        "United States dollar",
    ];

    private const int ShortestCoin = 2;

    /// <summary>WBTC, STETH and CBETH are coins: before a coin as quote stands a longer one.</summary>
    private const int ShortestCoinBeforeCoin = 3;

    public static IReadOnlyList<string> All { get; } = [.. s_afterKnownCoins, .. s_afterAnyCoin];

    public static bool IsDollar(string currency) => s_dollar.Contains(currency, StringComparer.OrdinalIgnoreCase);

    /// <summary>Money of a country.</summary>
    public static bool IsMoney(string text) => Is(text) && !s_coins.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>A coin that stands for money.</summary>
    public static bool IsStable(string text) =>
        s_coins.Contains(text, StringComparer.OrdinalIgnoreCase)
        && !s_measures.Contains(text, StringComparer.OrdinalIgnoreCase);

    public static bool Is(string text) => All.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a pair such as BTCUSD ends with; null where it could be a coin alone.</summary>
    public static string? AtEndOf(string pair)
    {
        foreach (var quote in All)
            if (
                pair.Length > quote.Length
                && pair.EndsWith(quote, StringComparison.OrdinalIgnoreCase)
                && IsQuoteOf(pair[..^quote.Length], quote)
            )
                return pair[^quote.Length..];
        return null;
    }

    private static bool IsQuoteOf(string coin, string quote) =>
        quote switch
        {
            // SHIBUSD and BNBUSD are in US dollars.
            "BUSD" => coin.Length >= ShortestCoinBeforeCoin && !CsvKnownCoin.Is(coin + "B"),
            _ when s_measures.Contains(quote) => coin.Length >= ShortestCoinBeforeCoin,
            _ when s_afterKnownCoins.Contains(quote) => CsvKnownCoin.Is(coin),
            _ => coin.Length >= ShortestCoin,
        };
}
