using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>What a coin of <c>/coins/markets?vs_currency=usd</c> says.</summary>
internal static class CoinGeckoMapping
{
    /// <summary>Change it with the mapping: the next run then transforms the source from the beginning.</summary>
    public const string Version = "coingecko/2";

    public static readonly DeclaredFields Fields = new(
        ["id", "symbol", "name", "current_price", "last_updated"],
        ["market_cap", "total_volume"],
        Keyed: []
    );

    private static readonly JsonFields s_fields = new(
        "id",
        "symbol",
        "name",
        "current_price",
        "market_cap",
        "total_volume",
        "last_updated"
    );

    public static IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record)
    {
        FieldBuffer found = default;
        return s_fields.Read(record.Payload.Span, found) is null ? FieldOrigin.Of(found.ToFields()) : [];
    }

    public static Mapping Map(StoredRecord record)
    {
        FieldBuffer found = default;
        if (s_fields.Read(record.Payload.Span, found) is { } unreadable)
            return unreadable;

        return found.ToMapping();
    }
}
