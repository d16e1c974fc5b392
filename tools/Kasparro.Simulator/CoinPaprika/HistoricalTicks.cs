using System.Globalization;
using System.Text.Json;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Numbers;

namespace Kasparro.Simulator.CoinPaprika;

/// <summary>The history of one coin as an array of points, both ends included.</summary>
internal static class HistoricalTicks
{
    /// <summary>How far the free plan reaches back, by the steps that are asked for.</summary>
    public static TimeSpan? Reach(string interval) =>
        interval switch
        {
            "1d" or "24h" => TimeSpan.FromDays(365),
            "1h" => TimeSpan.FromDays(1),
            _ => null,
        };

    public static byte[] Write(
        SimulatedMarket market,
        Coin coin,
        DateTimeOffset from,
        DateTimeOffset to,
        string interval,
        int limit
    )
    {
        var step = interval == "1h" ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var at in SimulatedMarket.Instants(from, to, step).Take(limit))
            {
                var quote = market.QuoteAt(coin, at);
                json.WriteStartObject();
                json.WriteString("timestamp", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                json.WritePropertyName("price");
                json.WriteRawValue(Lexeme.Go(Lexeme.Significant(quote.Price, 14)));
                json.WritePropertyName("volume_24h");
                json.WriteRawValue(Lexeme.Go(Math.Round(quote.Volume)));
                json.WritePropertyName("market_cap");
                json.WriteRawValue(Lexeme.Go(Math.Round(quote.MarketCap)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }
}
