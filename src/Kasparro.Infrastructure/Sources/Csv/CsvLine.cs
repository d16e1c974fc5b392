using System.Text;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>One line of a file before it is known how the file is written.</summary>
internal static class CsvLine
{
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
