using System.Diagnostics.CodeAnalysis;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Configuration;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>How far back, or since when.</summary>
internal sealed class SinceParameter() : QueryParameter<Since?>("since", "How far back, or since when. Default: 24h.")
{
    public override string Accepted =>
        "a duration such as 24h or 90m, or an RFC 3339 time such as 2025-02-09T17:44:06Z";

    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.String, Default = "24h" };

    public override bool TryRead(string text, [NotNullWhen(true)] out Since? value)
    {
        value =
            DurationText.TryParse(text, out var ago) ? new Since(ago, null)
            : Timestamp.ReadIso8601(text.ToUpperInvariant()).Instant is { } at ? new Since(null, at)
            : null;
        return value is not null;
    }
}
