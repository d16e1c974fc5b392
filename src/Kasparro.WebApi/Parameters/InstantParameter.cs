using System.Diagnostics.CodeAnalysis;
using Kasparro.Domain.MarketData;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>An instant as RFC 3339 writes it.</summary>
internal sealed class InstantParameter(string name, string description)
    : QueryParameter<DateTimeOffset?>(name, description)
{
    public override string Accepted =>
        "an RFC 3339 time with its offset, such as 2025-02-09T17:44:06Z or 2025-02-09T18:44:06.711+01:00 "
        + "(in a URL, + is written %2B)";

    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.String, Format = "date-time" };

    public override bool TryRead(string text, [NotNullWhen(true)] out DateTimeOffset? value)
    {
        value = Timestamp.ReadIso8601(WithPlus(text).ToUpperInvariant()).Instant;
        return value is not null;
    }

    /// <summary>A plus that was not encoded arrives as a space; after the time, only a plus makes sense.</summary>
    private static string WithPlus(string text) =>
        text.LastIndexOf(' ') is var at && at > 0 && at == text.Length - "+hh:mm".Length
            ? $"{text[..at]}+{text[(at + 1)..]}"
            : text;
}
