namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Finds columns by their names. Spelling varies: Marketcap, Market Cap, Market_Cap, marketCap.</summary>
internal static class CsvHeader
{
    private const int LongestName = 13;

    public static CsvColumn ColumnOf(ReadOnlySpan<byte> header)
    {
        Span<byte> plain = stackalloc byte[LongestName];
        var length = 0;
        foreach (var character in header)
        {
            if (character is (byte)' ' or (byte)'_')
                continue;
            if (length == LongestName)
                return CsvColumn.Other;
            plain[length++] = character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character | 0x20) : character;
        }

        return Named(plain[..length]);
    }

    private static CsvColumn Named(ReadOnlySpan<byte> plain) =>
        plain.Length switch
        {
            4 when plain.SequenceEqual("name"u8) => CsvColumn.Name,
            4 when plain.SequenceEqual("date"u8) => CsvColumn.Date,
            5 when plain.SequenceEqual("close"u8) => CsvColumn.Close,
            6 when plain.SequenceEqual("symbol"u8) => CsvColumn.Symbol,
            6 when plain.SequenceEqual("volume"u8) => CsvColumn.Volume,
            6 when plain.SequenceEqual("market"u8) => CsvColumn.Market,
            8 when plain.SequenceEqual("currency"u8) => CsvColumn.Currency,
            9 when plain.SequenceEqual("marketcap"u8) => CsvColumn.MarketCap,
            10 when plain.SequenceEqual("vscurrency"u8) => CsvColumn.Currency,
            13 when plain.SequenceEqual("quotecurrency"u8) => CsvColumn.Currency,
            _ => CsvColumn.Other,
        };
}
