using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>What a stored row says: its coin, price, volume, market cap and time.</summary>
/// <param name="decimals">What decides numbers that neither their row nor their file does; null for nothing.</param>
/// <param name="volumesAreUsd">A column that is only called volume is in US dollars.</param>
internal sealed class CsvMapping(CsvTime time, DecimalSign? decimals = null, bool volumesAreUsd = false)
{
    private static readonly CsvColumn[] s_times =
    [
        CsvColumn.Date,
        CsvColumn.Timestamp,
        CsvColumn.CloseTime,
        CsvColumn.Time,
        CsvColumn.UnixTime,
        CsvColumn.OpenTime,
    ];

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
    public static IReadOnlyList<CsvColumn> NumberColumns => s_numbers;

    /// <summary>Columns whose times are read: the first of these that a file has.</summary>
    public static IReadOnlyList<CsvColumn> TimeColumns => s_times;

    public Mapping Read(ReadOnlySpan<byte> payload)
    {
        CsvCells cells = default;
        if (!CsvStoredRow.TryRead(payload, ref cells, out var facts))
            return NotAnObject;
        if (CsvCurrency.OtherThanUsd(cells, facts) is { } reason)
            return new Mapping.Rejected(TransformFailureType.NoUsdQuote, reason);
        var fields = FieldsOf(cells, facts);
        return IsAmbiguous(fields.Price)
            ? new Mapping.Rejected(
                TransformFailureType.InvalidNumber,
                $"{fields.Price.Name} is '{fields.Price.Text!.Trim()}': its comma could group thousands or begin the "
                    + "fraction; CSV_DECIMAL (point or comma) says which"
            )
            : fields.ToMapping();
    }

    /// <summary>Null where the payload is not an object.</summary>
    public ObservationFields? FieldsOf(ReadOnlySpan<byte> payload)
    {
        CsvCells cells = default;
        return CsvStoredRow.TryRead(payload, ref cells, out var facts) ? FieldsOf(cells, facts) : null;
    }

    private static Mapping NotAnObject =>
        new Mapping.Rejected(TransformFailureType.NotAnObject, "the payload is not a JSON object");

    private ObservationFields FieldsOf(in CsvCells cells, CsvFacts facts)
    {
        var (symbol, name) = IdentityOf(cells, facts);
        var date = cells.FirstOf(s_times);
        if (date is { Kind: FieldKind.Text, Text: { } text })
            date = date with { Text = text.Trim() };
        return new ObservationFields(
            IdOf(symbol, name),
            symbol,
            name,
            Price: Number(cells.FirstOf(CsvColumn.Close, CsvColumn.Price), cells, facts),
            MarketCap: OptionalNumber(cells.FirstOf(CsvColumn.MarketCap, CsvColumn.Market), cells, facts),
            Volume24h: Volume(cells, facts),
            LastUpdated: date,
            Instant: date.Kind == FieldKind.Text ? time.Read(date.Text!, facts.DateOrder) : default
        );
    }

    /// <summary>A row without one of the two is rejected for that one, under its own name.</summary>
    private static (Field Symbol, Field Name) IdentityOf(in CsvCells cells, CsvFacts facts)
    {
        var (symbol, name) = (cells[CsvColumn.Symbol], cells[CsvColumn.Name]);
        if (facts.Symbol is null && symbol.Kind != FieldKind.Text)
            return (symbol, name);
        var identity = CsvIdentity.Of(symbol.Text, name.Text, facts);
        return (
            Field.OfText(symbol.Name, identity.Symbol!),
            facts.Symbol is null && !facts.HasPairs && name.Kind != FieldKind.Text
                ? name
                : Field.OfText(name.Name, identity.Name!)
        );
    }

    /// <summary>
    /// Files of exchanges call the number of coins a volume, which is no amount of money. Files with market caps, and
    /// Yahoo's, mean US dollars.
    /// </summary>
    private Field Volume(in CsvCells cells, CsvFacts facts)
    {
        var volume = cells.FirstOf(CsvColumn.VolumeUsd, CsvColumn.Volume);
        var isUsd =
            volumesAreUsd
            || cells[CsvColumn.VolumeUsd].Kind != FieldKind.Missing
            || cells[CsvColumn.AdjustedClose].Kind != FieldKind.Missing
            || Number(cells.FirstOf(CsvColumn.MarketCap, CsvColumn.Market), cells, facts).Kind
                is FieldKind.Number
                    or FieldKind.Null;
        return isUsd ? OptionalNumber(volume, cells, facts) : Field.Missing(volume.Name);
    }

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

    private static bool IsAmbiguous(Field price) =>
        price is { Kind: FieldKind.Text, Text: { } text }
        && CsvNumber.ShapeOf(text) == CsvNumberShape.Either
        && CsvNumber.Read("", text, DecimalSign.Point).Kind == FieldKind.Number;

    private static Field IdOf(Field symbol, Field name)
    {
        if (CsvAssetId.Of(symbol.Text, name.Text) is { } id)
            return Field.OfText($"{symbol.Name}|{name.Name}", id);
        return string.IsNullOrWhiteSpace(symbol.Text) ? symbol : name;
    }
}
