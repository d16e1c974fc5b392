using System.Text;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>
/// The rows of a CSV as JSON objects, read by RFC 4180 alone: enough for the recorded files, and no code of the
/// product's.
/// </summary>
internal static class CsvText
{
    public static IEnumerable<RecordText> Records(string text)
    {
        var rows = Rows(text).ToList();
        var header = rows[0];
        var (symbol, name) = (IndexOf(header, "symbol"), IndexOf(header, "name"));
        foreach (var row in rows.Skip(1))
        {
            var json = $"{{{string.Join(',', header.Zip(row, (key, cell) => $"{Quote(key)}:{Quote(cell)}"))}}}";
            yield return symbol < 0 || name < 0
                ? RecordText.WithoutId(json)
                : RecordText.Of($"{row[symbol]}|{row[name]}", json);
        }
    }

    private static int IndexOf(List<string> header, string column) =>
        header.FindIndex(cell => cell.Equals(column, StringComparison.OrdinalIgnoreCase));

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<List<string>> Rows(string text)
    {
        List<string> row = [];
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character == '"' && isQuoted && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[++at]);
            else if (character == '"')
                isQuoted = !isQuoted;
            else if (isQuoted)
                cell.Append(character);
            else if (character == ',')
                EndCell();
            else if (character == '\n')
            {
                EndCell();
                yield return row;
                row = [];
            }
            else if (character != '\r')
                cell.Append(character);
        }

        if (row.Count == 0 && cell.Length == 0)
            yield break;
        EndCell();
        yield return row;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
