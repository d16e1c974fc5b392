using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>
/// Finds columns by their names. Spelling varies (Marketcap, Market Cap, market_cap), and so do the words.
/// </summary>
internal static class CsvHeader
{
    private const int LongestName = 24;

    private static readonly SearchValues<byte> s_ignored = SearchValues.Create(" _-.,()[]*/<>"u8);

    private static readonly string[] s_otherCurrencies =
    [
        .. CsvQuote.All.Where(quote => !CsvQuote.IsDollar(quote)).Select(quote => quote.ToLowerInvariant()),
    ];

    private static readonly string[] s_otherMoney = [.. s_otherCurrencies.Where(CsvQuote.IsMoney)];

    // cspell:disable
    private static readonly string[] s_closes = ["close", "closeprice", "closingprice", "priceclose"];

    private static readonly string[] s_prices = ["price", "currentprice", "last", "lastprice"];

    // cspell:enable

    private static readonly FrozenDictionary<string, CsvColumn> s_columns = Names()
        .ToFrozenDictionary(name => name.Name, name => name.Column);

    private static readonly FrozenDictionary<string, CsvColumn>.AlternateLookup<ReadOnlySpan<char>> s_find =
        s_columns.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>For each first letter a bit for each length of the names: most columns need no more.</summary>
    private static readonly uint[] s_lengths = Lengths();

    /// <param name="header">As the file has it, in UTF-8.</param>
    public static CsvColumn ColumnOf(ReadOnlySpan<byte> header)
    {
        Span<char> plain = stackalloc char[LongestName];
        var length = 0;
        if (!Ascii.IsValid(header))
            return s_find.TryGetValue(PlainOf(header), out var named) ? named : CsvColumn.Other;
        foreach (var character in header)
        {
            if (s_ignored.Contains(character))
                continue;
            if (length == LongestName)
                return CsvColumn.Other;
            plain[length++] = character is >= (byte)'A' and <= (byte)'Z' ? (char)(character | 0x20) : (char)character;
        }

        return
            length > 0
            && (s_lengths[plain[0]] & (1u << length)) != 0
            && s_find.TryGetValue(plain[..length], out var column)
            ? column
            : CsvColumn.Other;
    }

    private static uint[] Lengths()
    {
        var lengths = new uint[0x80];
        foreach (var name in s_columns.Keys.Where(name => name[0] < lengths.Length))
            lengths[name[0]] |= 1u << name.Length;
        return lengths;
    }

    /// <summary>Letters of other languages in lower case; only the words of a few exporters have them.</summary>
    private static string PlainOf(ReadOnlySpan<byte> header) =>
        string.Concat(
            Encoding
                .UTF8.GetString(header)
                .Where(character => !char.IsAscii(character) || !s_ignored.Contains((byte)character))
                .Select(char.ToLowerInvariant)
        );

    // cspell:disable
    private static IEnumerable<(string Name, CsvColumn Column)> Names() =>
        [
            .. Of(CsvColumn.Symbol, "symbol", "ticker"),
            .. Of(CsvColumn.Pair, "pair", "tradingpair", "currencypair", "marketpair", "instrument"),
            .. Of(CsvColumn.Name, "name", "coinname"),
            .. Of(CsvColumn.Date, [.. InUtc("date", "datetime"), "day", "datum", "fecha", "tarih", "дата"]),
            .. Of(CsvColumn.Timestamp, [.. InUtc("timestamp"), "timestampms", "snappedat"]),
            .. Of(CsvColumn.Timestamp, "lastupdated", "quoteusdlastupdated", "quotesusdlastupdated"),
            .. Of(CsvColumn.CloseTime, InUtc("closetime", "timeclose")),
            .. Of(CsvColumn.Time, InUtc("time")),
            .. Of(CsvColumn.UnixTime, "unix", "unixms", "unixtime", "unixtimestamp"),
            .. Of(CsvColumn.OpenTime, InUtc("opentime", "timeopen")),
            .. Of(CsvColumn.Data, "data"),
            .. Of(CsvColumn.Close, [.. s_closes, .. s_closes.SelectMany(InDollars)]),
            .. Of(CsvColumn.Close, "closelast", "schlusskurs", "cierre", "clôture", "zamkniecie", "zamknięcie"),
            .. Of(CsvColumn.Price, [.. s_prices, .. s_prices.SelectMany(InDollars), "quoteusdprice", "quotesusdprice"]),
            .. Of(CsvColumn.Price, "pricelast", "zuletzt", "dernier", "último", "ultimo", "laatst", "ostatnio", "цена"),
            .. Of(CsvColumn.VolumeUsd, "totalvolume", "quotevolumeusd", "quoteusdvolume24h", "quotesusdvolume24h"),
            .. Of(
                CsvColumn.VolumeUsd,
                [.. ((string[])["volume", "totalvolume", "volume24h", "24hvolume"]).SelectMany(InDollars)]
            ),
            .. Of(CsvColumn.Volume, "volume", "vol", "volume24h", "24hvolume"),
            .. Of(CsvColumn.MarketCap, "marketcap", "marketcapitalization", "mktcap", "capmrktcurusd"),
            .. Of(CsvColumn.MarketCap, [.. InDollars("marketcap"), "quoteusdmarketcap", "quotesusdmarketcap"]),
            .. Of(CsvColumn.Market, "market"),
            .. Of(
                CsvColumn.Currency,
                "currency",
                "vscurrency",
                "quotecurrency",
                "quotesymbol",
                "pricecurrency",
                "currencycode",
                "quote",
                "quoteasset",
                "countercurrency",
                "currencysymbol",
                "fiat",
                "fiatcurrency",
                "währung",
                "devise",
                "moneda",
                "divisa",
                "valuta",
                "ccy"
            ),
            .. Of(CsvColumn.AdjustedClose, "adjclose", "adjustedclose"),
            .. Of(CsvColumn.HighTime, "timehigh", "hightime"),
            .. from currency in s_otherCurrencies
            from price in (string[])[.. s_closes, .. s_prices, $"quote{currency}price", $"quotes{currency}price"]
            from name in price.StartsWith("quote", StringComparison.Ordinal) ? [price] : In(price, currency)
            select (name, CsvColumn.OtherPrice),
            .. from sign in (string[])["€", "£", "¥", "₩", "₹", "₿"]
            from price in (string[])[.. s_closes, .. s_prices]
            select (price + sign, CsvColumn.OtherPrice),
            // A coin next to a volume is what was traded; money next to it is what the market is in.
            .. from money in s_otherMoney
            from number in (string[])["volume", "marketcap", "open", "high", "low"]
            from name in (string[])[number + money, money + number]
            select (name, CsvColumn.OtherMoney),
            .. from coin in s_otherCurrencies.Except(s_otherMoney)
            from name in (string[])["volume" + coin, coin + "volume"]
            select (name, CsvQuote.IsStable(coin) ? CsvColumn.VolumeStable : CsvColumn.VolumeCoin),
        ];

    private static string[] InUtc(params string[] times) =>
        [.. times, .. from time in times from zone in (string[])["utc", "gmt"] from name in In(time, zone) select name];

    private static string[] InDollars(string number) => [.. In(number, "usd"), number + "$", number + "us$"];

    private static string[] In(string number, string unit) => [number + unit, unit + number, number + "in" + unit];

    // cspell:enable

    private static IEnumerable<(string, CsvColumn)> Of(CsvColumn column, params string[] names) =>
        names.Select(name => (name, column));
}
