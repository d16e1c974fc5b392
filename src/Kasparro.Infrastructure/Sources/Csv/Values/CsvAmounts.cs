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

    public Field PriceOf(in CsvCells cells, CsvFacts facts) =>
        Number(cells.FirstOf(CsvColumn.Close, CsvColumn.Price), cells, facts);

    public Field MarketCapOf(in CsvCells cells, CsvFacts facts) =>
        OptionalNumber(cells.FirstOf(CsvColumn.MarketCap, CsvColumn.Market), cells, facts);

    /// <summary>
    /// Files of exchanges call the number of coins a volume, which is no amount of money. Files with market caps, and
    /// Yahoo's, mean US dollars.
    /// </summary>
    public Field VolumeOf(in CsvCells cells, CsvFacts facts)
    {
        var volume = cells.FirstOf(CsvColumn.VolumeUsd, CsvColumn.Volume);
        return VolumeIsUsd(cells, facts) ? OptionalNumber(volume, cells, facts) : Field.Missing(volume.Name);
    }

    private bool VolumeIsUsd(in CsvCells cells, CsvFacts facts) =>
        volumesAreUsd
        || cells[CsvColumn.VolumeUsd].Kind != FieldKind.Missing
        || cells[CsvColumn.AdjustedClose].Kind != FieldKind.Missing
        || Number(cells.FirstOf(CsvColumn.MarketCap, CsvColumn.Market), cells, facts).Kind
            is FieldKind.Number
                or FieldKind.Null;

    /// <summary>How many optional numbers are there and cannot be read.</summary>
    public int UnreadableOf(in CsvCells cells, CsvFacts facts)
    {
        var unreadable = IsUnreadable(cells.FirstOf(CsvColumn.MarketCap, CsvColumn.Market), cells, facts) ? 1 : 0;
        var volume = cells.FirstOf(CsvColumn.VolumeUsd, CsvColumn.Volume);
        return VolumeIsUsd(cells, facts) && IsUnreadable(volume, cells, facts) ? unreadable + 1 : unreadable;
    }

    private bool IsUnreadable(Field cell, in CsvCells cells, CsvFacts facts) =>
        Number(cell, cells, facts).Kind is FieldKind.Text or FieldKind.Other;

    /// <summary>One that cannot be read costs itself, not the row.</summary>
    private Field OptionalNumber(Field cell, in CsvCells cells, CsvFacts facts)
    {
        var number = Number(cell, cells, facts);
        return number.Kind is FieldKind.Text or FieldKind.Other ? Field.Missing(cell.Name) : number;
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
