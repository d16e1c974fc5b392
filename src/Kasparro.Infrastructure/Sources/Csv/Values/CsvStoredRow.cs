using System.Text;
using System.Text.Json;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>
/// Reads the cells of a stored row. Columns are found by their names, whatever their order. Where two mean the same,
/// the one that names US dollars counts, else the last one, as in JSON.
/// </summary>
internal static class CsvStoredRow
{
    /// <summary>What a row lacks, under the usual names.</summary>
    private static readonly Field[] s_missing =
    [
        .. Enum.GetValues<CsvColumn>()
            .Select(column =>
                Field.Missing(column is CsvColumn.MarketCap or CsvColumn.Market ? "Marketcap" : column.ToString())
            ),
    ];

    private static readonly JsonReaderOptions s_json = new() { MaxDepth = CanonicalJson.MaxDepth };

    /// <returns>False where the payload is not an object.</returns>
    public static bool TryRead(ReadOnlySpan<byte> payload, ref CsvCells cells, out CsvFacts facts)
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

    private static void ReadRow(ref Utf8JsonReader reader, ref CsvCells cells, ref CsvFacts facts)
    {
        s_missing.CopyTo(cells);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = CsvHeader.ColumnOf(reader.ValueSpan);
            if (column != CsvColumn.Other)
            {
                var cell = ReadText(ref reader);
                if (!NamesDollars(cells[column]) || NamesDollars(cell))
                    cells[(int)column] = cell;
            }
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

    public static bool NamesDollars(Field cell) =>
        cell.Kind != FieldKind.Missing
        && (
            cell.Name.Contains("usd", StringComparison.OrdinalIgnoreCase)
            || cell.Name.Contains('$', StringComparison.Ordinal)
        );

    /// <summary>A cell beyond the header that may be the rest of a number.</summary>
    private static void KeepExtra(ref Utf8JsonReader reader, ref CsvCells cells)
    {
        var extra = ReadText(ref reader);
        if (extra.Text?.Trim() is [>= '0' and <= '9', ..])
            cells[(int)CsvColumn.Extra] = extra;
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
