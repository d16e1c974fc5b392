using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kasparro.WebApi.Parameters;

/// <summary>
/// Where a page ended, as text that a client hands back and need not read. It carries a print of the query that it
/// belongs to:
/// with other filters it would point somewhere else.
/// </summary>
internal static class Cursor
{
    private const int PrintBytes = 6;

    public static string Of(string query, params string[] position) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string[])[Print(query), .. position]));

    /// <summary>Null where the text is no cursor of this query with so many parts.</summary>
    public static string[]? Read(string cursor, string query, int parts)
    {
        if (!Base64Url.IsValid(cursor))
            return null;
        try
        {
            var read = JsonSerializer
                .Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor))
                ?.OfType<string>()
                .ToArray();
            // PostgreSQL cannot hold U+0000, and we never wrote it.
            return read?.Length == parts + 1 && read[0] == Print(query) && !read.Any(part => part.Contains('\0'))
                ? read[1..]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Print(string query) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)).AsSpan(0, PrintBytes));
}
