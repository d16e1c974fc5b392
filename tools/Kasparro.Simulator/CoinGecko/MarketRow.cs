using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Numbers;

namespace Kasparro.Simulator.CoinGecko;

/// <summary>One row of /coins/markets: the 26 classic keys in CoinGecko's order.</summary>
internal static class MarketRow
{
    /// <summary>Other scripts as themselves, as upstream writes them.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, Quote quote, double rate, string precision)
    {
        var coin = quote.Coin;
        double? price = coin.LacksPrice ? null : quote.Price * rate;
        var change = quote.Price - quote.DayBefore;
        json.WriteStartObject();
        json.WriteString("id", coin.CoinGeckoId);
        json.WriteString("symbol", coin.Symbol.ToLowerInvariant());
        json.WriteString("name", coin.Name);
        json.WriteString(
            "image",
            $"https://coin-images.coingecko.com/coins/images/{coin.Number + 1}/large/{coin.CoinGeckoId}.png?1696501400"
        );
        Number(json, "current_price", price is null ? null : Lexeme.RubyShort(Precise(price.Value, precision)));
        Number(json, "market_cap", Lexeme.RubyShort(Math.Round(quote.MarketCap * rate)));
        Number(json, "market_cap_rank", quote.Rank?.ToString(CultureInfo.InvariantCulture));
        Number(
            json,
            "fully_diluted_valuation",
            coin.LacksCap ? null : Lexeme.RubyShort(Math.Round(quote.MarketCap * 1.1 * rate))
        );
        Number(json, "total_volume", Lexeme.RubyShort(Math.Round(quote.Volume * rate, quote.Volume < 1e4 ? 2 : 0)));
        WriteDay(json, quote, rate, price is null ? null : change);
        Number(json, "circulating_supply", Lexeme.Ruby(coin.Supply));
        Number(json, "total_supply", coin.LacksCap ? null : Lexeme.Ruby(coin.Supply * 1.1));
        Number(json, "max_supply", coin.Number % 3 == 0 && !coin.LacksCap ? Lexeme.Ruby(coin.Supply * 1.25) : null);
        WriteExtremes(json, quote, rate);
        json.WriteNull("roi");
        if (coin.LacksTime)
            json.WriteNull("last_updated");
        else
            json.WriteString(
                "last_updated",
                quote.LastUpdated.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
        json.WriteEndObject();
    }

    /// <summary>
    /// precision=full keeps every digit, a number keeps so many places, nothing rounds to about six digits.
    /// </summary>
    private static double Precise(double price, string precision)
    {
        if (precision == "full")
            return price;
        // Rounding a price away altogether is what upstream does, too; it is for the caller not to ask for it.
        return int.TryParse(precision, NumberStyles.None, CultureInfo.InvariantCulture, out var places)
            ? Math.Round(price, Math.Min(places, 15))
            : Lexeme.Significant(price, 6);
    }

    /// <summary>The 24 hour group, null as a whole for a coin without a price.</summary>
    private static void WriteDay(Utf8JsonWriter json, Quote quote, double rate, double? change)
    {
        var percent =
            quote.DayBefore > 0 && change is not null
                ? Lexeme.RubyShort(Math.Round(change.Value / quote.DayBefore * 100, 5))
                : null;
        Number(json, "high_24h", change is null ? null : Lexeme.RubyShort(Lexeme.Significant(quote.High * rate, 6)));
        Number(json, "low_24h", change is null ? null : Lexeme.RubyShort(Lexeme.Significant(quote.Low * rate, 6)));
        // Not rounded: a difference of floats, with the digits that leaves.
        Number(json, "price_change_24h", change is null ? null : Lexeme.RubyShort(change.Value * rate));
        Number(json, "price_change_percentage_24h", percent);
        Number(
            json,
            "market_cap_change_24h",
            change is null ? null : Lexeme.RubyShort(change.Value * quote.Coin.Supply * rate)
        );
        Number(json, "market_cap_change_percentage_24h", percent);
    }

    private static void WriteExtremes(Utf8JsonWriter json, Quote quote, double rate)
    {
        var (high, low) = (quote.Coin.AllTimeHigh, quote.Coin.BasePrice / 400);
        Number(json, "ath", Lexeme.RubyShort(Lexeme.Significant(high * rate, 6)));
        Number(json, "ath_change_percentage", Lexeme.RubyShort(Math.Round(((quote.Price / high) - 1) * 100, 5)));
        json.WriteString("ath_date", "2021-11-10T14:24:11.849Z");
        Number(json, "atl", Lexeme.RubyShort(Lexeme.Significant(low * rate, 6)));
        Number(json, "atl_change_percentage", Lexeme.RubyShort(Math.Round(((quote.Price / low) - 1) * 100, 5)));
        json.WriteString("atl_date", "2020-03-13T02:22:55.391Z");
    }

    private static void Number(Utf8JsonWriter json, string name, string? lexeme)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(lexeme ?? "null");
    }
}
