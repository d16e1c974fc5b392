using System.Text;
using Kasparro.Infrastructure.Sources.Csv.Files;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>What one look at a file shows: its first lines, and whether numbers of it may have commas.</summary>
/// <param name="Lines">Those that are not blank.</param>
/// <param name="HasQuotes">A cell may hold the separator.</param>
/// <param name="HasCommas">Anywhere.</param>
/// <param name="IsCut">There is not even one whole line.</param>
/// <param name="IsText">Its first lines are UTF-8, or UTF-16 that says so.</param>
internal sealed record CsvHead(IReadOnlyList<string> Lines, bool HasQuotes, bool HasCommas, bool IsCut, bool IsText)
{
    private const int Bytes = 64 * 1_024;

    public static async Task<CsvHead> ReadAsync(CsvContent content, CancellationToken ct)
    {
        var head = new byte[Bytes];
        var length = 0;
        for (int read; length < Bytes && (read = await content.ReadAsync(head.AsMemory(length), ct)) > 0; )
            length += read;

        var lines = LinesOf(head.AsSpan(0, length), isCut: length == Bytes);
        var isText = IsTextIn(lines);
        var (hasQuotes, hasCommas) = (Has(head.AsSpan(0, length), '"'), Has(head.AsSpan(0, length), ','));
        // Only what is not known yet is looked for.
        for (int read; !(hasQuotes && hasCommas) && (read = await content.ReadAsync(head, ct)) > 0; )
        {
            hasQuotes |= Has(head.AsSpan(0, read), '"');
            hasCommas |= Has(head.AsSpan(0, read), ',');
        }

        return new CsvHead(lines, hasQuotes, hasCommas, IsCut: lines.Count < 2 && content.EndsWithinLine, isText);
    }

    private static bool Has(ReadOnlySpan<byte> bytes, char sign) => bytes.Contains((byte)sign);

    /// <summary>What cannot be decoded is a replacement character in the lines.</summary>
    private static bool IsTextIn(List<string> lines) => !lines.Any(line => line.AsSpan().ContainsAny('\0', '\uFFFD'));

    private static List<string> LinesOf(ReadOnlySpan<byte> head, bool isCut)
    {
        var text = head switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(head[2..]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(head[2..]),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(head[3..]),
            _ => Encoding.UTF8.GetString(head),
        };
        var lines = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToList();
        if (isCut && lines.Count > 1)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }
}
