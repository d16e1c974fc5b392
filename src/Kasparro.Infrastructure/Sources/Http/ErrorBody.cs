using System.Text;
using System.Text.RegularExpressions;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// What an upstream sends instead of data. Seen so far: <c>{"status":{"error_code":429,"error_message":"…"}}</c>,
/// the same within an <c>error</c>, <c>{"error":"…"}</c>, <c>{"status":500,"error":"…"}</c>, Cloudflare's HTML, plain
/// text, nothing.
/// </summary>
/// <param name="Code">The code inside the body, where it has one.</param>
/// <param name="Kind">What it is, in our own words.</param>
/// <param name="Text">The upstream's words on one line, without the key; null where there are none.</param>
/// <param name="IsHtml">A page for people, as a proxy or a wall in front of the API sends it.</param>
internal sealed partial record ErrorBody(int? Code, string Kind, string? Text, bool IsHtml = false)
{
    private const int MaxChars = 200;

    /// <summary>Read before the key is taken out and the rest cut to <see cref="MaxChars"/>.</summary>
    private const int MaxCharsRead = 4_096;

    private const int MaxBytesOfHtml = 16 * 1024;

    private static readonly ErrorBody s_empty = new(null, "an empty body", null);

    private static readonly JsonFields s_fields = JsonFields.OfAnyDepth(
        "status.error_code",
        "status.error_message",
        "error",
        "status",
        "message",
        "error.message",
        "error.status.error_code",
        "error.status.error_message"
    );

    public bool IsEmpty => ReferenceEquals(this, s_empty);

    public static ErrorBody Read(ReadOnlySpan<byte> body, string? mediaType, ApiKey? key)
    {
        if (body.TrimEnd(" \r\n\t"u8).IsEmpty)
            return s_empty;
        return IsPage(body, mediaType)
            ? new(null, "an HTML page", Line(TitleOf(body), key), IsHtml: true)
            : ReadObject(body, key) ?? new(null, "text that is no JSON array", Line(Head(body, MaxCharsRead), key));
    }

    /// <summary>Whether a JSON object is one of the known error messages.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> body)
    {
        FieldBuffer fields = default;
        return s_fields.Read(body, fields) is null && MessageIn(fields) is not null;
    }

    private static string? MessageIn(ReadOnlySpan<Field> fields)
    {
        foreach (var at in (ReadOnlySpan<int>)[1, 2, 5, 7, 4])
            if (fields[at].Kind == FieldKind.Text)
                return fields[at].Text;
        return null;
    }

    private static ErrorBody? ReadObject(ReadOnlySpan<byte> body, ApiKey? key)
    {
        FieldBuffer fields = default;
        if (s_fields.Read(body, fields) is not null)
            return null;

        var code = int.TryParse(fields[0].Text ?? fields[6].Text ?? fields[3].Text, out var number)
            ? number
            : (int?)null;
        var message = MessageIn(fields);
        return message is null
            ? new(code, "a JSON object", Line(Head(body, MaxCharsRead), key))
            : new(code, "an error message", Line(message, key));
    }

    private static bool IsPage(ReadOnlySpan<byte> body, string? mediaType) =>
        mediaType is "text/html" or "application/xhtml+xml" || body.TrimStart(" \r\n\t"u8).StartsWith("<"u8);

    private static string TitleOf(ReadOnlySpan<byte> body) =>
        Title().Match(Head(body, MaxBytesOfHtml)) is { Success: true } title ? title.Groups[1].Value : "";

    private static string Head(ReadOnlySpan<byte> body, int bytes) =>
        Encoding.UTF8.GetString(body[..Math.Min(body.Length, bytes)]);

    /// <summary>The key goes first: cut in two, it would no longer be recognised.</summary>
    private static string? Line(string text, ApiKey? key)
    {
        var read = text.Length > MaxCharsRead ? text[..MaxCharsRead] : text;
        var line = NotPrintable().Replace(key?.RemoveFrom(read) ?? read, " ").Trim();
        return line.Length switch
        {
            0 => null,
            > MaxChars => string.Concat(line.AsSpan(0, MaxChars), "…"),
            _ => line,
        };
    }

    [GeneratedRegex("<title[^>]*>([^<]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cs}\uFFFD]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotPrintable();
}
