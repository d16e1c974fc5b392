using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Numbers;

namespace Kasparro.Simulator.CoinPaprika;

/// <summary>One row of /tickers. The free plan has no circulating_supply; unknown is 0, not null.</summary>
internal static class TickerRow
{
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, double> s_perDollar = new()
    {
        ["USD"] = 1,
        ["EUR"] = 0.92,
        ["GBP"] = 0.79,
        ["PLN"] = 3.95,
        ["KRW"] = 1_390,
        ["BTC"] = 1 / 97_000.0,
        ["ETH"] = 1 / 3_300.0,
    };

    private static readonly string[] s_noChange =
    [
        "percent_change_15m",
        "percent_change_30m",
        "percent_change_1h",
        "percent_change_6h",
        "percent_change_12h",
    ];

    public static IReadOnlyCollection<string> Currencies => s_perDollar.Keys;

    public static void Write(Utf8JsonWriter json, Quote quote, string[] currencies)
    {
        var coin = quote.Coin;
        json.WriteStartObject();
        json.WriteString("id", coin.CoinPaprikaId);
        json.WriteString("name", coin.Name);
        json.WriteString("symbol", coin.Symbol);
        json.WriteNumber("rank", quote.Rank ?? 0);
        Number(json, "total_supply", Lexeme.Go(Math.Round(coin.Supply)));
        Number(json, "max_supply", coin.Number % 3 == 0 ? Lexeme.Go(Math.Round(coin.Supply * 1.25)) : "0");
        Number(json, "beta_value", Lexeme.Go(Math.Round(0.5 + (coin.Number % 150 / 100.0), 5)));
        json.WriteString("first_data_at", coin.Number % 200 == 150 ? "1970-01-01T00:00:00Z" : "2018-06-01T00:00:00Z");
        if (coin.LacksTime)
            json.WriteNull("last_updated");
        else
            json.WriteString(
                "last_updated",
                quote.LastUpdated.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            );
        json.WriteStartObject("quotes");
        foreach (var currency in currencies.Distinct())
            WriteQuote(json, currency, quote, s_perDollar[currency]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteQuote(Utf8JsonWriter json, string currency, Quote quote, double rate)
    {
        var coin = quote.Coin;
        var percent = Lexeme.Go(Math.Round(((quote.Price / quote.DayBefore) - 1) * 100, 2));
        var high = coin.AllTimeHigh;
        json.WriteStartObject(currency);
        Number(json, "price", coin.LacksPrice ? null : Lexeme.Go(Lexeme.Significant(quote.Price * rate, 14)));
        Number(json, "volume_24h", Lexeme.Go(Lexeme.Significant(quote.Volume * rate, 14)));
        Number(json, "volume_24h_change_24h", Lexeme.Go(Math.Round((quote.Volume % 97) - 48, 2)));
        Number(json, "market_cap", Lexeme.Go(Math.Round(quote.MarketCap * rate)));
        Number(json, "market_cap_change_24h", coin.LacksCap ? "0" : percent);
        foreach (var name in s_noChange)
            json.WriteNumber(name, 0);
        Number(json, "percent_change_24h", percent);
        json.WriteNumber("percent_change_7d", 0);
        json.WriteNumber("percent_change_30d", 0);
        json.WriteNumber("percent_change_1y", 0);
        // Null for a few coins only, all three together.
        var extremes = coin.Number % 400 != 399;
        Number(json, "ath_price", extremes ? Lexeme.Go(Lexeme.Significant(high * rate, 12)) : null);
        if (extremes)
            json.WriteString("ath_date", "2021-11-10T16:50:00Z");
        else
            json.WriteNull("ath_date");
        Number(
            json,
            "percent_from_price_ath",
            extremes ? Lexeme.Go(Math.Round(((quote.Price / high) - 1) * 100, 2)) : null
        );
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, string? lexeme)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(lexeme ?? "null");
    }
}
