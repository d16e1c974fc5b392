using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>
/// From the fields of a payload to what it says, where a source names them in this order: id, symbol, name, price,
/// market cap, volume, ISO 8601 time.
/// </summary>
internal static class FieldMapping
{
    public static Mapping ToMapping(this in FieldBuffer found) => found.ToFields().ToMapping();

    public static ObservationFields ToFields(this in FieldBuffer found) =>
        new(
            Id: found[0],
            Symbol: found[1],
            Name: found[2],
            Price: found[3],
            MarketCap: found[4],
            Volume24h: found[5],
            LastUpdated: found[6],
            Instant: JsonInstant.Iso8601(found[6])
        );
}
