using System.Text;
using System.Text.Json;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>
/// Reads a stored row. Columns are found by their names, whatever their order; where two have one name, the last one
/// counts, as in JSON.
/// </summary>
/// <param name="decimals">What decides numbers that neither their row nor their file does; null for nothing.</param>
/// <param name="volumesAreUsd">A column that is only called volume is in US dollars.</param>
internal sealed class CsvMapping(CsvTime time, DecimalSign? decimals = null, bool volumesAreUsd = false)
{
    /// <summary>What a row lacks, under the usual names.</summary>
    private static readonly Field[] s_missing =
    [
        .. Enum.GetValues<CsvColumn>()
            .Select(column =>
                Field.Missing(column is CsvColumn.MarketCap or CsvColumn.Market ? "Marketcap" : column.ToString())
            ),
    ];

    private readonly CsvAmounts _amounts = new(decimals, volumesAreUsd);

    private static readonly JsonReaderOptions s_json = new() { MaxDepth = CanonicalJson.MaxDepth };

    public Mapping Read(ReadOnlySpan<byte> payload)
    {
        CsvCells cells = default;
        if (!TryRead(payload, ref cells, out var facts))
            return NotAnObject;
        if (CsvCurrency.OtherThanUsd(cells, facts) is { } reason)
            return new Mapping.Rejected(TransformFailureType.NoUsdQuote, reason);
        if (cells[CsvColumn.Extra] is { Kind: not FieldKind.Missing } extra)
            return new Mapping.Rejected(
                TransformFailureType.InvalidNumber,
                $"the row has more cells than the header ({extra.Name} is '{extra.Text}'): a number in it may have a "
                    + "comma and no quotes"
            );
        var fields = FieldsOf(cells, facts);
        return CsvAmounts.IsAmbiguous(fields.Price)
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
        return TryRead(payload, ref cells, out var facts) ? FieldsOf(cells, facts) : null;
    }

    private static bool TryRead(ReadOnlySpan<byte> payload, ref CsvCells cells, out CsvFacts facts)
    {
        facts = CsvFacts.None;
        try
        {
            var reader = new Utf8JsonReader(payload, s_json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            ReadRow(ref reader, ref cells, ref facts);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Mapping NotAnObject =>
        new Mapping.Rejected(TransformFailureType.NotAnObject, "the payload is not a JSON object");

    private static void ReadRow(ref Utf8JsonReader reader, ref CsvCells cells, ref CsvFacts facts)
    {
        s_missing.CopyTo(cells);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = CsvHeader.ColumnOf(reader.ValueSpan);
            if (column != CsvColumn.Other)
                cells[(int)column] = ReadText(ref reader);
            else if (reader.ValueSpan.StartsWith("column_"u8))
                KeepExtra(ref reader, ref cells);
            else if (!reader.ValueTextEquals(CsvFacts.Member))
                reader.Skip();
            else if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                facts = CsvFacts.Read(ref reader);
            else
                reader.Skip();
        }

        reader.Read(); // throws where something follows the object
    }

    /// <summary>A cell beyond the header that may be the rest of a number.</summary>
    private static void KeepExtra(ref Utf8JsonReader reader, ref CsvCells cells)
    {
        var extra = ReadText(ref reader);
        if (extra.Text?.Trim() is [>= '0' and <= '9', ..])
            cells[(int)CsvColumn.Extra] = extra;
    }

    private ObservationFields FieldsOf(in CsvCells cells, CsvFacts facts)
    {
        var (symbol, name) = IdentityOf(cells, facts);
        var date = cells.FirstOf(
            CsvColumn.Date,
            CsvColumn.Timestamp,
            CsvColumn.CloseTime,
            CsvColumn.Time,
            CsvColumn.UnixTime,
            CsvColumn.OpenTime
        );
        if (date is { Kind: FieldKind.Text, Text: { } text })
            date = date with { Text = CsvTimeText.WithTimeOfDay(text, TimeOfDay(cells)) };
        return new ObservationFields(
            IdOf(symbol, name),
            symbol,
            name,
            Price: _amounts.PriceOf(cells, facts),
            MarketCap: _amounts.MarketCapOf(cells, facts),
            Volume24h: _amounts.VolumeOf(cells, facts),
            LastUpdated: date,
            Instant: date.Kind == FieldKind.Text ? time.Read(date.Text!) : default
        );
    }

    /// <summary>Next to a date, a column of times completes it.</summary>
    private static string? TimeOfDay(in CsvCells cells) =>
        cells[CsvColumn.Date].Kind == FieldKind.Text ? cells[CsvColumn.Time].Text : null;

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

    private static Field ReadText(ref Utf8JsonReader reader)
    {
        var column = JsonStringReader.Of(ref reader);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Field.OfText(column, JsonStringReader.Of(ref reader));
            case JsonTokenType.Null:
                return Field.Null(column);
            case JsonTokenType.Number:
                return Field.OfNumber(column, Encoding.ASCII.GetString(reader.ValueSpan));
            default:
                var kind = reader.TokenType.ToString();
                reader.Skip();
                return Field.Other(column, kind);
        }
    }
}
