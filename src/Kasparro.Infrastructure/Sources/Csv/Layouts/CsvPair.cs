namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>A coin and what its price is in, as exchanges write it: BTCUSD, BTC/USD, XBT-EUR.</summary>
/// <param name="Quote">Null where the text is a coin alone.</param>
internal readonly record struct CsvPair(string Coin, string? Quote)
{
    /// <summary>Two letters of a coin and three of a quote.</summary>
    private const int ShortestJoined = 5;

    private static readonly char[] s_separators = ['/', '-', '_', ':'];

    private static readonly string[] s_contracts = [".P", "PERP", "PERPETUAL", "SWAP", "SPOT"];

    /// <summary>Two parts with a separator are a pair; one part is, where it ends with a known quote.</summary>
    public static CsvPair Of(string symbol)
    {
        var text = CsvLabel.Of(symbol);
        var at = text.IndexOfAny(s_separators);
        if (at < 0 && text.Length < ShortestJoined)
            return new CsvPair(Plain(text), null);
        if (at > 0 && at < text.Length - 1 && text.IndexOfAny(s_separators, at + 1) < 0)
            return OfParts(text[..at], text[at], text[(at + 1)..]);
        if (at > 0 && text[at] == ':' && Of(text[(at + 1)..]) is { Quote: not null } ofExchange)
            return ofExchange;

        // Kraken's own form, with X before a coin and Z before money.
        if (text is ['X' or 'x', _, _, _, 'Z' or 'z', ..] && CsvQuote.IsMoney(text[5..]))
            return new CsvPair(Plain(text[1..4]), text[5..]);

        // Bitfinex's own form: tBTCUSD.
        if (text[0] == 't' && !text.AsSpan(1).ContainsAnyInRange('a', 'z') && CsvQuote.AtEndOf(text[1..]) is not null)
            return Of(text[1..]);

        return CsvQuote.AtEndOf(text) is { } quote && !IsCoin(text[..^quote.Length], quote)
            ? OfCoin(text[..^quote.Length], quote)
            : new CsvPair(Plain(text), QuoteOfContract(text));
    }

    /// <summary>Next to a name, BTC-USD can be nothing but a pair; CRVUSD is a coin.</summary>
    public static string CoinOf(string symbol) =>
        symbol.Length > 4
        && symbol[^4] is '-' or '/' or '_' or ':'
        && Of(symbol) is { Quote: { } quote } pair
        && CsvQuote.IsDollar(quote)
        && symbol[..^4].All(char.IsLetterOrDigit)
            ? pair.Coin
            : symbol;

    /// <summary>
    /// Next to a column of names a symbol is a coin, unless it can be nothing but a pair: uniETH is a coin, and BTC-EUR
    /// and BTCEUR are none.
    /// </summary>
    public static string? QuoteOf(string symbol, bool isPair)
    {
        if (Of(symbol) is not { Quote: { } quote } pair || CsvQuote.IsDollar(quote))
            return null;
        var isJoined = symbol.Trim().EndsWith(pair.Coin + quote, StringComparison.OrdinalIgnoreCase);
        var isKnown = CsvKnownCoin.Is(pair.Coin) && CsvQuote.IsStable(quote);
        return isPair || (isJoined ? isKnown || CsvQuote.IsMoney(quote) : CsvQuote.Is(quote)) ? quote : null;
    }

    /// <summary>Pairs that are joined have one case: crvUSD and agEUR are coins.</summary>
    private static bool IsCoin(string coin, string quote) =>
        char.IsLetterOrDigit(coin[^1]) && coin.Any(char.IsAsciiLetterLower) && quote.All(char.IsAsciiLetterUpper);

    /// <summary>BTC/USD:USD, where the contract is settled in what its price is in, is BTC too.</summary>
    private static CsvPair OfCoin(string text, string quote)
    {
        while (text.Length > 1 && !char.IsLetterOrDigit(text[^1]))
            text = text[..^1];
        return text.IndexOfAny(s_separators) > 0 && Of(text) is { Quote: { } same } pair && same == quote
            ? pair
            : new CsvPair(Plain(text), quote);
    }

    /// <summary>BTC-USDT-SWAP and BTCUSDT.P are no coins, and their prices are in USDT.</summary>
    private static string? QuoteOfContract(string text)
    {
        if (
            text.IndexOfAny(s_separators) > 0
            && text.Split(s_separators) is [_, var second, _, ..]
            && CsvQuote.Is(second)
        )
            return second;
        var contract = s_contracts.FirstOrDefault(end => text.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        return contract is null ? null : CsvQuote.AtEndOf(text[..^contract.Length].TrimEnd(' ', '.'));
    }

    /// <summary>BITSTAMP:BTCUSD is a pair of an exchange, and tDUSK:USD one of Bitfinex.</summary>
    private static CsvPair OfParts(string first, char separator, string second)
    {
        if (separator != ':')
            return new CsvPair(Plain(first), second);
        if (!CsvQuote.Is(second))
            return Of(second) is { Quote: not null } pair ? pair : new CsvPair(Plain(first), second);
        var isBitfinex = first is ['t', _, _, _, _, ..] && !first.AsSpan(1).ContainsAnyInRange('a', 'z');
        return new CsvPair(Plain(isBitfinex ? first[1..] : first), second);
    }

    /// <summary>Kraken's own words.</summary>
    private static string Plain(string coin) =>
        coin.ToUpperInvariant() switch
        {
            "XBT" => "BTC",
            "XDG" => "DOGE",
            _ => coin,
        };
}
