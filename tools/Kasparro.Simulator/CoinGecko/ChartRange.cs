using System.Globalization;
using System.Text.Json;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Numbers;

namespace Kasparro.Simulator.CoinGecko;

/// <summary>
/// The history of one coin as three arrays: every 5 minutes for a day up to now, hourly up to 90 days, daily at
/// midnight beyond.
/// </summary>
internal static class ChartRange
{
    /// <summary>What those without a paid key have.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(365);

    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public static byte[] Write(
        SimulatedMarket market,
        Coin coin,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset now
    )
    {
        var step =
            to - from > 90 * s_day ? s_day
            : to - from <= s_day && now - to < s_day ? TimeSpan.FromMinutes(5)
            : TimeSpan.FromHours(1);
        List<(long At, Quote Quote)> points = [];
        foreach (var at in SimulatedMarket.Instants(from, to, step))
        {
            // Only days are at full steps; the others are a few seconds off, in milliseconds.
            var odd =
                step == s_day ? TimeSpan.Zero : TimeSpan.FromMilliseconds((at.ToUnixTimeSeconds() / 60 % 9_973) + 3);
            points.Add(((at + odd).ToUnixTimeMilliseconds(), market.QuoteAt(coin, at)));
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Write(json, "prices", points, quote => Lexeme.RubyShort(quote.Price));
            Write(
                json,
                "market_caps",
                points,
                quote => coin.LacksCap ? "null" : Lexeme.RubyShort(Math.Round(quote.MarketCap))
            );
            Write(json, "total_volumes", points, quote => Lexeme.RubyShort(quote.Volume));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(
        Utf8JsonWriter json,
        string name,
        List<(long At, Quote Quote)> points,
        Func<Quote, string> number
    )
    {
        json.WriteStartArray(name);
        foreach (var (at, quote) in points)
            json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"[{at},{number(quote)}]"));
        json.WriteEndArray();
    }
}
