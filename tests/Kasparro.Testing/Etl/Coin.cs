using System.Text;
using Kasparro.Domain.Bronze;

namespace Kasparro.Testing.Etl;

/// <summary>One record in CoinGecko's shape, its numbers written as given.</summary>
public sealed record Coin(
    string Id,
    string Symbol = "btc",
    string Name = "Bitcoin",
    string Price = "1.5",
    string MarketCap = "100",
    string Volume = "10",
    string LastUpdated = "2026-01-01T00:00:00Z"
)
{
    public string Json() =>
        $$"""{"id":"{{Id}}","symbol":"{{Symbol}}","name":"{{Name}}","current_price":{{Price}}"""
        + $$""","market_cap":{{MarketCap}},"total_volume":{{Volume}},"last_updated":"{{LastUpdated}}"}""";

    public RawRecord Record() => Raw(Id, Json());

    public static RawRecord Raw(string? id, string json) => RawRecord.From(id, Encoding.UTF8.GetBytes(json));
}
