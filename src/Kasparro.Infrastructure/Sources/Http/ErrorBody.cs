using System.Text;
using System.Text.RegularExpressions;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// What an upstream says when it does not send data. Seen so far:
/// <c>{"status":{"error_code":429,"error_message":"…"}}</c>,
/// <c>{"error":"…"}</c>, <c>{"status":500,"error":"…"}</c>, Cloudflare's HTML, plain text, nothing.
/// </summary>
/// <param name="Code">The code inside the body, where it has one.</param>
/// <param name="Said">In words, shortened to one line.</param>
/// <param name="IsHtml">A page for people, as a proxy or a wall in front of the API sends it.</param>
internal sealed partial record ErrorBody(int? Code, string Said, bool IsHtml = false)
{
    private const int MaxChars = 200;

    private static readonly ErrorBody s_empty = new(null, "an empty body");

    private static readonly JsonFields s_fields = new(
        "status.error_code",
        "status.error_message",
        "error",
        "status",
        "message",
        "error.message"
    );

    public bool IsEmpty => ReferenceEquals(this, s_empty);

    public static ErrorBody Read(ReadOnlySpan<byte> body, string? mediaType)
    {
        if (body.TrimEnd(" \r\n\t"u8).IsEmpty)
            return s_empty;
        return IsPage(body, mediaType)
            ? new(null, ReadHtml(body), IsHtml: true)
            : ReadObject(body) ?? new(null, $"'{Line(Head(body))}'");
    }

    private static ErrorBody? ReadObject(ReadOnlySpan<byte> body)
    {
        FieldBuffer fields = default;
        if (s_fields.Read(body, fields) is not null)
            return null;

        var code = int.TryParse(fields[0].Text ?? fields[3].Text, out var number) ? number : (int?)null;
        var said = new[] { fields[1], fields[2], fields[5], fields[4] }
            .FirstOrDefault(field => field.Kind == FieldKind.Text)
            .Text;
        return new(code, said is null ? $"'{Line(Head(body))}'" : $"'{Line(said)}'");
    }

    private static bool IsPage(ReadOnlySpan<byte> body, string? mediaType) =>
        mediaType is "text/html" or "application/xhtml+xml" || body.TrimStart(" \r\n\t"u8).StartsWith("<"u8);

    private static string ReadHtml(ReadOnlySpan<byte> body) =>
        Title().Match(Head(body, 16 * 1024)) is { Success: true } title
            ? $"an HTML page '{Line(title.Groups[1].Value)}'"
            : "an HTML page";

    private static string Head(ReadOnlySpan<byte> body, int bytes = 1024) =>
        Encoding.UTF8.GetString(body[..Math.Min(body.Length, bytes)]);

    private static string Line(string text)
    {
        var line = NotPrintable().Replace(text, " ").Trim();
        return line.Length > MaxChars ? string.Concat(line.AsSpan(0, MaxChars), "…") : line;
    }

    [GeneratedRegex("<title[^>]*>([^<]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cs}\uFFFD]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotPrintable();
}
