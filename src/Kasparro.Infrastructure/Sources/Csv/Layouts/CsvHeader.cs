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

    private static readonly SearchValues<byte> s_ignored = SearchValues.Create(" _-.()*/<>"u8);

    private static readonly string[] s_otherCurrencies =
    [
        .. CsvQuote.All.Where(quote => !CsvQuote.IsDollar(quote)).Select(quote => quote.ToLowerInvariant()),
    ];

    private static readonly string[] s_otherMoney = [.. s_otherCurrencies.Where(CsvQuote.IsMoney)];

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
        Encoding.UTF8.GetString(header).Trim().ToLowerInvariant();

    // cspell:disable
    private static IEnumerable<(string Name, CsvColumn Column)> Names() =>
        [
            .. Of(CsvColumn.Symbol, "symbol", "ticker"),
            .. Of(CsvColumn.Pair, "pair", "tradingpair", "currencypair", "marketpair", "instrument"),
            .. Of(CsvColumn.Name, "name", "coinname"),
            .. Of(CsvColumn.Date, "date", "datetime", "day", "datum", "fecha"),
            .. Of(CsvColumn.Timestamp, "timestamp", "snappedat", "lastupdated"),
            .. Of(CsvColumn.CloseTime, "closetime", "timeclose"),
            .. Of(CsvColumn.Time, "time"),
            .. Of(CsvColumn.UnixTime, "unix", "unixtime", "unixtimestamp"),
            .. Of(CsvColumn.OpenTime, "opentime", "timeopen"),
            .. Of(
                CsvColumn.Close,
                "close",
                "closeprice",
                "closelast",
                "closeusd",
                "closepriceusd",
                "schlusskurs",
                "cierre",
                "clôture"
            ),
            .. Of(
                CsvColumn.Price,
                "price",
                "priceusd",
                "currentprice",
                "last",
                "lastprice",
                "pricelast",
                "zuletzt",
                "dernier",
                "último",
                "ultimo"
            ),
            .. Of(
                CsvColumn.VolumeUsd,
                "volumeusd",
                "usdvolume",
                "totalvolume",
                "totalvolumeusd",
                "volume24husd",
                "24hvolumeusd",
                "quotevolumeusd"
            ),
            .. Of(CsvColumn.Volume, "volume", "vol", "volume24h", "24hvolume"),
            .. Of(CsvColumn.MarketCap, "marketcap", "marketcapusd", "marketcapitalization", "mktcap"),
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
                "ccy"
            ),
            .. Of(CsvColumn.AdjustedClose, "adjclose", "adjustedclose"),
            .. Of(CsvColumn.HighTime, "timehigh", "hightime"),
            .. from currency in s_otherCurrencies
            from price in (string[])["close", "price", "last"]
            from name in (string[])[price + currency, currency + price]
            select (name, CsvColumn.OtherPrice),
            // A coin next to a volume is what was traded; money next to it is what the market is in.
            .. from money in s_otherMoney
            from number in (string[])["volume", "marketcap", "open", "high", "low"]
            from name in (string[])[number + money, money + number]
            select (name, CsvColumn.OtherMoney),
        ];

    // cspell:enable

    private static IEnumerable<(string, CsvColumn)> Of(CsvColumn column, params string[] names) =>
        names.Select(name => (name, column));
}
