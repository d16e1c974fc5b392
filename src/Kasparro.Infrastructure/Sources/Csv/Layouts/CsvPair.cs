namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>A coin and what its price is in, as exchanges write it: BTCUSD, BTC/USD, XBT-EUR.</summary>
/// <param name="Quote">Null where the text is a coin alone.</param>
internal readonly record struct CsvPair(string Coin, string? Quote)
{
    /// <summary>What prices are quoted in; US dollars first.</summary>
    public static readonly string[] Quotes =
    [
        "USD",
        "USDT",
        "USDC",
        "BUSD",
        "TUSD",
        "EUR",
        "GBP",
        "JPY",
        "KRW",
        "CNY",
        "CHF",
        "AUD",
        "CAD",
        "TRY",
        "INR",
        "BRL",
        "RUB",
        "BTC",
        "XBT",
        "ETH",
        "BNB",
    ];

    /// <summary>Quotes that are coins or stand for one; the others are money of countries.</summary>
    private static readonly string[] s_coins = ["USDT", "USDC", "BUSD", "TUSD", "BTC", "XBT", "ETH", "BNB"];

    private static readonly string[] s_dollar = ["USD", "US$", "$", "US dollar", "US dollars", "United States dollar"];

    private const int ShortestCoin = 2;

    private const int ShortestQuote = 3;

    /// <summary>WBTC, STETH and CBETH are coins: before a coin as quote stands a longer one.</summary>
    private const int ShortestCoinBeforeCoin = 3;

    private static readonly char[] s_separators = ['/', '-', '_', ':'];

    /// <summary>Two parts with a separator are a pair; one part is, where it ends with a known quote.</summary>
    public static CsvPair Of(string symbol)
    {
        var text = CsvLabel.Of(symbol);
        var at = text.IndexOfAny(s_separators);
        if (at < 0 && text.Length < ShortestCoin + ShortestQuote)
            return new CsvPair(Plain(text), null);
        if (at > 0 && at < text.Length - 1 && text.IndexOfAny(s_separators, at + 1) < 0)
            return new CsvPair(Plain(text[..at]), text[(at + 1)..]);

        // Kraken's own form, with X before a coin and Z before money.
        if (text is ['X' or 'x', _, _, _, 'Z' or 'z', ..] && IsMoney(text[5..]))
            return new CsvPair(Plain(text[1..4]), text[5..]);

        foreach (var quote in Quotes)
            if (
                text.EndsWith(quote, StringComparison.OrdinalIgnoreCase)
                && text.Length - quote.Length >= (IsCoin(quote) ? ShortestCoinBeforeCoin : ShortestCoin)
            // BTCUSDT ends with no USD, but BTCUSD does.
            )
                return new CsvPair(Plain(text[..^quote.Length]), text[^quote.Length..]);
        return new CsvPair(Plain(text), null);
    }

    public static bool IsDollar(string currency) => s_dollar.Contains(currency, StringComparer.OrdinalIgnoreCase);

    public static bool IsMoney(string text) =>
        IsQuote(text) && !s_coins.Contains(text, StringComparer.OrdinalIgnoreCase);

    public static bool IsQuote(string text) => Quotes.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsCoin(string quote) => quote is "BTC" or "XBT" or "ETH" or "BNB";

    /// <summary>Kraken's own words.</summary>
    private static string Plain(string coin) =>
        coin.ToUpperInvariant() switch
        {
            "XBT" => "BTC",
            "XDG" => "DOGE",
            _ => coin,
        };
}
