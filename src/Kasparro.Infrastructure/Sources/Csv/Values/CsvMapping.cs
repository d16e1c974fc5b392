using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

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
        CsvColumn.Data,
    ];

    private readonly CsvTime _utc = time.InUtc;
    private readonly CsvAmounts _amounts = new(decimals, volumesAreUsd);

    /// <summary>Columns whose times are read: the first of these that a file has.</summary>
    public static IReadOnlyList<CsvColumn> TimeColumns => s_times;

    public Mapping Read(ReadOnlySpan<byte> payload)
    {
        CsvCells cells = default;
        if (!CsvStoredRow.TryRead(payload, ref cells, out var facts))
            return NotAnObject;
        if (CsvCurrency.OtherThanUsd(cells, facts) is { } reason)
            return new Mapping.Rejected(TransformFailureType.NoUsdQuote, reason);
        if (cells[CsvColumn.Extra] is { Kind: not FieldKind.Missing } extra)
            return new Mapping.Rejected(
                TransformFailureType.InvalidNumber,
                $"the row has more cells than the header ({extra.Name} is '{extra.Text}'): a number in it may have a "
                    + "comma and no quotes"
            );
        var fields = FieldsOf(cells, facts, out var unreadable);
        if (CsvAmounts.IsAmbiguous(fields.Price))
            return new Mapping.Rejected(
                TransformFailureType.InvalidNumber,
                $"{fields.Price.Name} is '{fields.Price.Text!.Trim()}': its comma could group thousands or begin the "
                    + "fraction; CSV_DECIMAL (point or comma) says which"
            );
        var mapping = fields.ToMapping();
        return mapping is Mapping.Accepted accepted && unreadable > 0
            ? accepted with
            {
                UnreadableValues = unreadable,
            }
            : mapping;
    }

    /// <summary>Null where the payload is not an object.</summary>
    public ObservationFields? FieldsOf(ReadOnlySpan<byte> payload)
    {
        CsvCells cells = default;
        return CsvStoredRow.TryRead(payload, ref cells, out var facts) ? FieldsOf(cells, facts, out _) : null;
    }

    private static Mapping NotAnObject =>
        new Mapping.Rejected(TransformFailureType.NotAnObject, "the payload is not a JSON object");

    private ObservationFields FieldsOf(in CsvCells cells, CsvFacts facts, out int unreadable)
    {
        var (symbol, name) = IdentityOf(cells, facts);
        var date = cells.FirstOf(s_times);
        var isUtc = NamesUtc(date.Name);
        if (date is { Kind: FieldKind.Text, Text: { } text })
        {
            var timeOfDay = TimeOfDay(cells);
            date = date with { Text = CsvTimeText.WithTimeOfDay(text, timeOfDay.Text) };
            isUtc |= timeOfDay.Text is not null && NamesUtc(timeOfDay.Name);
        }

        var (price, cap, volume) = _amounts.Read(cells, facts, out unreadable);
        return new ObservationFields(
            IdOf(symbol, name),
            symbol,
            name,
            Price: price,
            MarketCap: cap,
            Volume24h: volume,
            LastUpdated: date,
            Instant: date.Kind == FieldKind.Text ? (isUtc ? _utc : time).Read(date.Text!, facts.DateOrder) : default
        );
    }

    /// <summary>Next to a date, a column of times completes it.</summary>
    private static Field TimeOfDay(in CsvCells cells) =>
        cells[CsvColumn.Date].Kind == FieldKind.Text ? cells[CsvColumn.Time] : default;

    /// <summary>Date (UTC), Gmt time: whatever CSV_TIME_ZONE says of other files.</summary>
    private static bool NamesUtc(string column) =>
        column.Contains("utc", StringComparison.OrdinalIgnoreCase)
        || column.Contains("gmt", StringComparison.OrdinalIgnoreCase);

    /// <summary>A row without one of the two is rejected for that one, under its own name.</summary>
    private static (Field Symbol, Field Name) IdentityOf(in CsvCells cells, CsvFacts facts)
    {
        var (symbol, name) = (cells.FirstOf(CsvColumn.Symbol, CsvColumn.Pair), cells[CsvColumn.Name]);
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

    private static Field IdOf(Field symbol, Field name)
    {
        if (CsvAssetId.Of(symbol.Text, name.Text) is { } id)
            return Field.OfText($"{symbol.Name}|{name.Name}", id);
        return string.IsNullOrWhiteSpace(symbol.Text) ? symbol : name;
    }
}
