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
    private static readonly JsonReaderOptions s_json = new() { MaxDepth = CanonicalJson.MaxDepth };

    public Mapping Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload, s_json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return NotAnObject;
            return ReadRow(ref reader).ToMapping();
        }
        catch (JsonException)
        {
            return NotAnObject;
        }
    }

    private static Mapping NotAnObject =>
        new Mapping.Rejected(TransformFailureType.NotAnObject, "the payload is not a JSON object");

    private ObservationFields ReadRow(ref Utf8JsonReader reader)
    {
        Field symbol = Field.Missing("Symbol"),
            name = Field.Missing("Name"),
            date = Field.Missing("Date"),
            close = Field.Missing("Close");
        Field volume = Field.Missing("Volume"),
            marketCap = Field.Missing("Marketcap"),
            market = marketCap;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (CsvHeader.ColumnOf(reader.ValueSpan))
            {
                case CsvColumn.Symbol:
                    symbol = ReadText(ref reader);
                    break;
                case CsvColumn.Name:
                    name = ReadText(ref reader);
                    break;
                case CsvColumn.Date:
                    date = Trimmed(ReadText(ref reader));
                    break;
                case CsvColumn.Close:
                    close = ReadNumber(ref reader);
                    break;
                case CsvColumn.Volume:
                    volume = ReadNumber(ref reader);
                    break;
                case CsvColumn.MarketCap:
                    marketCap = ReadNumber(ref reader);
                    break;
                case CsvColumn.Market:
                    market = ReadNumber(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Read(); // throws where something follows the object
        if (marketCap.Kind == FieldKind.Missing)
            marketCap = market;
        var instant = date.Kind == FieldKind.Text ? time.Read(date.Text!) : default;
        return new ObservationFields(IdOf(symbol, name), symbol, name, close, marketCap, volume, date, instant);
    }

    /// <summary>A row without one of the two is rejected for that one, under its own name.</summary>
    private static Field IdOf(Field symbol, Field name)
    {
        if (CsvAssetId.Of(symbol.Text, name.Text) is { } id)
            return Field.OfText($"{symbol.Name}|{name.Name}", id);
        return string.IsNullOrWhiteSpace(symbol.Text) ? symbol : name;
    }

    private static Field ReadNumber(ref Utf8JsonReader reader) =>
        ReadText(ref reader) is var cell && cell.Kind == FieldKind.Text ? CsvNumber.Read(cell.Name, cell.Text!) : cell;

    private static Field Trimmed(Field field) =>
        field.Kind == FieldKind.Text ? field with { Text = field.Text!.Trim() } : field;

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
