using System.Text;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>One line of a file before it is known how the file is written.</summary>
internal static class CsvLine
{
    /// <summary>A quote opens a cell behind a space, which RFC 4180 does not know.</summary>
    public static bool HasSpaceBeforeQuote(string line, char separator)
    {
        var isQuoted = false;
        var start = 0;
        for (var at = 0; at < line.Length; at++)
            if (line[at] == '"')
            {
                if (!isQuoted && at > start && line.AsSpan(start, at - start).IsWhiteSpace())
                    return true;
                isQuoted = !isQuoted;
            }
            else if (line[at] == separator && !isQuoted)
            {
                start = at + 1;
            }

        return false;
    }

    public static List<string> Split(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        foreach (var character in line)
            if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (character == separator && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }

        cells.Add(cell.ToString());
        return cells;
    }
}
