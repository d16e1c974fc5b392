using System.Buffers;

namespace Kasparro.Infrastructure.Sources.Csv.Rows;

/// <summary>
/// Writes a text as a JSON string: only what JSON demands is escaped. The library's encoders escape more, and how much
/// depends on the Unicode version of the runtime; the same row must have the same bytes, and so the same hash, on all.
/// </summary>
internal static class JsonCell
{
    /// <summary>The most bytes that one byte becomes: <c>\u001f</c>.</summary>
    public const int LongestEscape = 6;

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(character => (byte)character),
        (byte)'"',
        (byte)'\\',
    ]);

    /// <summary>
    /// Writes quotes and text; returns the bytes written. <paramref name="output"/> has room for the longest escapes
    /// and the quotes.
    /// </summary>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> output)
    {
        var at = 0;
        output[at++] = (byte)'"';
        for (var next = text.IndexOfAny(s_escaped); next >= 0; next = text.IndexOfAny(s_escaped))
        {
            text[..next].CopyTo(output[at..]);
            at += next;
            at += Escape(text[next], output[at..]);
            text = text[(next + 1)..];
        }

        text.CopyTo(output[at..]);
        at += text.Length;
        output[at++] = (byte)'"';
        return at;
    }

    private static int Escape(byte character, Span<byte> output)
    {
        output[0] = (byte)'\\';
        var letter = character switch
        {
            (byte)'"' or (byte)'\\' => character,
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            _ => (byte)'u',
        };
        output[1] = letter;
        if (letter != 'u')
            return 2;

        "00"u8.CopyTo(output[2..]);
        output[4] = (byte)(character >= 0x10 ? '1' : '0');
        output[5] = "0123456789abcdef"u8[character & 0xF];
        return LongestEscape;
    }
}
