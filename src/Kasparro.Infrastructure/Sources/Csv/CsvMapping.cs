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
internal sealed class CsvMapping(CsvTime time)
{
    /// <summary>What a row lacks, under the usual names; in the order of <see cref="CsvColumn"/>.</summary>
    private static readonly Field[] s_missing =
    [
        .. new[] { "", "Symbol", "Name", "Date", "Close", "Volume", "Marketcap", "Marketcap", "Currency" }.Select(
            Field.Missing
        ),
    ];

    private static readonly JsonReaderOptions s_json = new() { MaxDepth = CanonicalJson.MaxDepth };

    public Mapping Read(ReadOnlySpan<byte> payload)
    {
        FieldBuffer cells = default; // one for each value of CsvColumn
        if (!TryRead(payload, ref cells))
            return NotAnObject;
        return CsvCurrency.OtherThanUsd(cells) is { } reason
            ? new Mapping.Rejected(TransformFailureType.NoUsdQuote, reason)
            : FieldsOf(cells).ToMapping();
    }

    /// <summary>Null where the payload is not an object.</summary>
    public ObservationFields? FieldsOf(ReadOnlySpan<byte> payload)
    {
        FieldBuffer cells = default;
        return TryRead(payload, ref cells) ? FieldsOf(cells) : null;
    }

    private static bool TryRead(ReadOnlySpan<byte> payload, ref FieldBuffer cells)
    {
        try
        {
            var reader = new Utf8JsonReader(payload, s_json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            ReadRow(ref reader, ref cells);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Mapping NotAnObject =>
        new Mapping.Rejected(TransformFailureType.NotAnObject, "the payload is not a JSON object");

    private static void ReadRow(ref Utf8JsonReader reader, ref FieldBuffer cells)
    {
        s_missing.CopyTo(cells);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = CsvHeader.ColumnOf(reader.ValueSpan);
            if (column == CsvColumn.Other)
                reader.Skip();
            else
                cells[(int)column] = ReadCell(column, ref reader);
        }

        reader.Read(); // throws where something follows the object
    }

    private ObservationFields FieldsOf(in FieldBuffer cells)
    {
        var symbol = cells[(int)CsvColumn.Symbol];
        var name = cells[(int)CsvColumn.Name];
        var date = cells[(int)CsvColumn.Date];
        var marketCap = cells[(int)CsvColumn.MarketCap];
        return new ObservationFields(
            IdOf(symbol, name),
            symbol,
            name,
            Price: cells[(int)CsvColumn.Close],
            MarketCap: marketCap.Kind == FieldKind.Missing ? Market(cells[(int)CsvColumn.Market]) : marketCap,
            Volume24h: cells[(int)CsvColumn.Volume],
            LastUpdated: date,
            Instant: date.Kind == FieldKind.Text ? time.Read(date.Text!) : default
        );
    }

    /// <summary>A market cap where it is a number; a pair or the name of an exchange is none.</summary>
    private static Field Market(Field market) => market.Kind == FieldKind.Text ? Field.Missing(market.Name) : market;

    private static Field ReadCell(CsvColumn column, ref Utf8JsonReader reader)
    {
        var cell = ReadText(ref reader);
        return (column, cell.Kind) switch
        {
            (CsvColumn.Currency, _) or (_, not FieldKind.Text) => cell,
            // As in the id.
            (CsvColumn.Symbol or CsvColumn.Name or CsvColumn.Date, _) => cell with { Text = cell.Text!.Trim() },
            _ => CsvNumber.Read(cell.Name, cell.Text!),
        };
    }

    /// <summary>A row without one of the two is rejected for that one, under its own name.</summary>
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
