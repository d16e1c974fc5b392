using System.Globalization;
using System.Text.Json;
using Kasparro.Simulator.Faults;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Replay;

namespace Kasparro.Simulator.CoinGecko;

/// <summary>
/// /api/v3/coins/markets, /api/v3/coins/{id}/market_chart/range and /api/v3/ping. Keys of every plan are accepted and
/// so is none.
/// </summary>
internal static class CoinGeckoApi
{
    /// <summary>More is asked for in vain: it is cut to this without a word.</summary>
    private const int LargestPage = 250;

    /// <summary>As recorded in 2024, without its time.</summary>
    private const string PastYearOnly =
        """{"error":{"status":{"error_code":10012,"error_message":"Your request exceeds the allowed time range. """
        + "Public API users are limited to querying historical data within the past 365 days. Upgrade to a paid plan "
        + """to enjoy full historical data access: https://www.coingecko.com/en/api/pricing. "}}}""";

    private static readonly Answer s_pong = new("""{"gecko_says":"(V3) To the Moon!"}"""u8.ToArray());

    private static readonly Dictionary<string, double> s_perDollar = new(StringComparer.OrdinalIgnoreCase)
    {
        ["usd"] = 1,
        ["eur"] = 0.92,
        ["gbp"] = 0.79,
        ["krw"] = 1_390,
        ["btc"] = 1 / 97_000.0,
    };

    public static void Map(
        IEndpointRouteBuilder routes,
        SimulatedMarket market,
        FaultPlan faults,
        Recordings? recordings
    )
    {
        routes.MapGet("/api/v3/ping", context => PingAsync(context, faults));
        routes.MapGet("/api/v3/coins/markets", context => MarketsAsync(context, market, faults, recordings));
        routes.MapGet(
            "/api/v3/coins/{id}/market_chart/range",
            (RequestDelegate)(
                context =>
                    WriteAsync(
                        context,
                        faults.ForCoinGecko() is { } fault ? new Answer([], fault) : FindRange(context, market)
                    )
            )
        );
    }

    private static Task PingAsync(HttpContext context, FaultPlan faults) =>
        WriteAsync(context, faults.ForCoinGecko() is { } fault ? new Answer([], fault) : s_pong);

    private static async Task MarketsAsync(
        HttpContext context,
        SimulatedMarket market,
        FaultPlan faults,
        Recordings? recordings
    ) =>
        await WriteAsync(
            context,
            faults.ForCoinGecko() is { } fault ? new Answer([], fault) : await FindAsync(context, market, recordings)
        );

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            await refusal.WriteAsync(context.Response);
            return;
        }

        context.Response.ContentType = Refusal.Json;
        context.Response.Headers.CacheControl = "max-age=30, public, must-revalidate, s-maxage=30";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task<Answer> FindAsync(HttpContext context, SimulatedMarket market, Recordings? recordings)
    {
        var query = context.Request.Query;
        if (query["vs_currency"].ToString() is not { Length: > 0 } currency)
            return Wrong("Missing parameter vs_currency");
        if (!s_perDollar.TryGetValue(currency, out var rate))
            return Wrong("invalid vs_currency");
        if (!TryNumber(query["per_page"], 100, out var size) || !TryNumber(query["page"], 1, out var page))
            return Wrong("invalid page or per_page");
        if (recordings is not null)
            return new Answer(await recordings.PageAsync(page, context.RequestAborted));

        size = Math.Min(size, LargestPage);
        var rows = Ordered(market.CoinGecko, query["order"].ToString())
            .Skip((int)Math.Min((page - 1L) * size, int.MaxValue))
            .Take(size);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, MarketRow.Writing))
        {
            json.WriteStartArray();
            foreach (var quote in rows)
                MarketRow.Write(json, quote, rate, query["precision"].ToString());
            json.WriteEndArray();
        }

        return new Answer(stream.ToArray());
    }

    private static Answer FindRange(HttpContext context, SimulatedMarket market)
    {
        var query = context.Request.Query;
        if (market.FindCoinGecko((string)context.Request.RouteValues["id"]!) is not { } coin)
            return new([], new Refusal(404, Refusal.Json, """{"error":"coin not found"}"""));
        if (query["vs_currency"] != "usd" || !TrySeconds(query["from"], out var from))
            return Wrong("Missing parameter vs_currency or from");
        if (!TrySeconds(query["to"], out var to))
            return Wrong("Missing parameter to");
        if (from < market.Now - ChartRange.Reach)
            return new([], new Refusal(401, Refusal.Json, PastYearOnly));
        return new Answer(ChartRange.Write(market, coin, from, to, market.Now));
    }

    private static bool TrySeconds(string? text, out DateTimeOffset instant)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        instant = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return isNumber;
    }

    private static IEnumerable<Quote> Ordered(IReadOnlyList<Quote> byCap, string order) =>
        order switch
        {
            "id_asc" => byCap.OrderBy(quote => quote.Coin.CoinGeckoId, StringComparer.Ordinal),
            "id_desc" => byCap.OrderByDescending(quote => quote.Coin.CoinGeckoId, StringComparer.Ordinal),
            "market_cap_asc" => byCap.Reverse(),
            "volume_desc" => byCap.OrderByDescending(quote => quote.Volume),
            "volume_asc" => byCap.OrderBy(quote => quote.Volume),
            _ => byCap,
        };

    private static bool TryNumber(string? text, int missing, out int number)
    {
        number = missing;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0);
    }

    private static Answer Wrong(string sentence) =>
        new([], new Refusal(422, Refusal.Json, $$"""{"error":"{{sentence}}"}"""));

    private sealed record Answer(byte[] Body, Refusal? Refusal = null);
}
