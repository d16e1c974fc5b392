using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>The numbers of a stored row.</summary>
/// <param name="decimals">What decides numbers that neither their row nor their file does; null for nothing.</param>
/// <param name="volumesAreUsd">A column that is only called volume is in US dollars.</param>
internal sealed class CsvAmounts(DecimalSign? decimals, bool volumesAreUsd)
{
    private static readonly CsvColumn[] s_numbers =
    [
        CsvColumn.Close,
        CsvColumn.Price,
        CsvColumn.VolumeUsd,
        CsvColumn.Volume,
        CsvColumn.MarketCap,
        CsvColumn.Market,
    ];

    /// <summary>Columns whose numbers are read, where a file has to be judged by them.</summary>
    public static IReadOnlyList<CsvColumn> Columns => s_numbers;

    /// <summary>
    /// Files of exchanges call the number of coins a volume, which is no amount of money. Files with market caps, and
    /// Yahoo's, mean US dollars. An optional number that cannot be read costs itself, not the row.
    /// </summary>
    /// <param name="unreadable">How many optional numbers are there and cannot be read.</param>
    public (Field Price, Field MarketCap, Field Volume) Read(in CsvCells cells, CsvFacts facts, out int unreadable)
    {
        unreadable = 0;
        var price = Number(cells.FirstOf(CsvColumn.Close, CsvColumn.Price), cells, facts);
        var cap = Number(cells.FirstOf(CsvColumn.MarketCap, CsvColumn.Market), cells, facts);
        var volume = cells.FirstOf(CsvColumn.VolumeUsd, CsvColumn.Volume);
        var isUsd =
            volumesAreUsd
            || cells[CsvColumn.VolumeUsd].Kind != FieldKind.Missing
            || cells[CsvColumn.AdjustedClose].Kind != FieldKind.Missing
            || cap.Kind is FieldKind.Number or FieldKind.Null;
        volume = isUsd ? Number(volume, cells, facts) : Field.Missing(volume.Name);
        return (price, Optional(cap, ref unreadable), Optional(volume, ref unreadable));
    }

    private static Field Optional(Field number, ref int unreadable)
    {
        if (number.Kind is not (FieldKind.Text or FieldKind.Other))
            return number;
        unreadable++;
        return Field.Missing(number.Name);
    }

    private Field Number(Field cell, in CsvCells cells, CsvFacts facts)
    {
        if (cell.Kind != FieldKind.Text)
            return cell;
        var known = facts.Decimals.Count == 0 ? null : facts.DecimalOf(cell.Name);
        if (known is null && cell.Text!.Contains(',', StringComparison.Ordinal))
            known = OfRow(cells) ?? decimals;
        return CsvNumber.Read(cell.Name, cell.Text!, known);
    }

    /// <summary>What the numbers of a row say together; null for nothing, or where they differ.</summary>
    private static DecimalSign? OfRow(in CsvCells cells)
    {
        var evidence = default(CsvDecimals);
        foreach (var column in s_numbers)
            if (cells[column] is { Kind: FieldKind.Text, Text: { } text })
                evidence.Add(text);
        return evidence.Sign;
    }

    public static bool IsAmbiguous(Field price) =>
        price is { Kind: FieldKind.Text, Text: { } text }
        && CsvNumber.ShapeOf(text) == CsvNumberShape.Either
        && CsvNumber.Read("", text, DecimalSign.Point).Kind == FieldKind.Number;
}
