using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>What a coin of <c>/coins/markets?vs_currency=usd</c> says.</summary>
internal static class CoinGeckoMapping
{
    /// <summary>Change it with the mapping: the next run then derives the source anew.</summary>
    public const string Version = "coingecko/1";

    private static readonly JsonFields s_fields = new(
        "id",
        "symbol",
        "name",
        "current_price",
        "market_cap",
        "total_volume",
        "last_updated"
    );
    private static readonly JsonFields s_id = new("id");

    public static Mapping Map(ReadOnlySpan<byte> payload)
    {
        FieldBuffer found = default;
        if (s_fields.Read(payload, found) is { } notAnObject)
            return notAnObject;

        return found.ToMapping();
    }

    /// <summary>The coin's own id; null where it has none that is a text.</summary>
    public static string? Id(ReadOnlySpan<byte> payload)
    {
        FieldBuffer found = default;
        return s_id.Read(payload, found) is null && found[0].Kind == FieldKind.Text ? found[0].Text : null;
    }
}
