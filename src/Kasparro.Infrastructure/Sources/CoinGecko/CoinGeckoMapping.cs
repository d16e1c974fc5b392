using Kasparro.Domain.Silver;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>What a coin of <c>/coins/markets?vs_currency=usd</c> says.</summary>
internal static class CoinGeckoMapping
{
    /// <summary>Change it with the mapping: the next run then derives the source anew.</summary>
    public const string Version = "coingecko/1";

    private static readonly JsonFields s_fields = new("id", "symbol", "name", "current_price", "market_cap", "total_volume", "last_updated");
    private static readonly JsonFields s_id = new("id");

    public static Mapping Map(ReadOnlySpan<byte> payload)
    {
        FieldBuffer found = default;
        if (s_fields.Read(payload, found) is { } notAnObject) return notAnObject;

        return new ObservationFields(
            Id: found[0],
            Symbol: found[1],
            Name: found[2],
            Price: found[3],
            MarketCap: found[4],
            Volume24h: found[5],
            LastUpdated: found[6],
            Instant: JsonInstant.Iso8601(found[6])).ToMapping();
    }

    /// <summary>The coin's own id; null where it has none that is a text.</summary>
    public static string? Id(ReadOnlySpan<byte> payload)
    {
        FieldBuffer found = default;
        return s_id.Read(payload, found) is null && found[0].Kind == FieldKind.Text ? found[0].Text : null;
    }
}
