namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>
/// Symbols and names as people mean them: without the spaces around them, and runs of spaces as one. Files are written
/// by hand, and a space more is no other coin.
/// </summary>
internal static class CsvLabel
{
    public static string Of(string text)
    {
        var label = text.Trim().Trim('\uFEFF', '\u200B').Trim();
        return label.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : label;
    }
}
