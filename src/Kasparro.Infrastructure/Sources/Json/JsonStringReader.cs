using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>
/// The characters of a JSON string or key. Half a surrogate pair stays one: .NET's own reading would throw, and cost
/// the row its reason, or the source its run.
/// </summary>
internal static class JsonStringReader
{
    /// <summary>True where the reader stands on exactly this text; no throw where it cannot be a text at all.</summary>
    public static bool IsEqual(ref Utf8JsonReader reader, string text) =>
        string.Equals(Of(ref reader), text, StringComparison.Ordinal);

    public static string Of(ref Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ValueSpan);
        return reader.ValueIsEscaped ? Unescape(text) : text;
    }

    private static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
            {
                text.Append(escaped[at]);
                continue;
            }

            at++;
            text.Append(
                escaped[at] == 'u'
                    ? (char)
                        ushort.Parse(
                            escaped.AsSpan(at + 1, 4),
                            NumberStyles.AllowHexSpecifier,
                            CultureInfo.InvariantCulture
                        )
                    : Unescape(escaped[at])
            );
            if (escaped[at] == 'u')
                at += 4;
        }

        return text.ToString();
    }

    private static char Unescape(char escaped) =>
        escaped switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => escaped, // quote, backslash, slash: the reader has refused any other
        };
}
