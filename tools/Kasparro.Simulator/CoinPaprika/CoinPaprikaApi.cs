using System.Globalization;
using System.Text.Json;
using Kasparro.Simulator.Faults;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Replay;

namespace Kasparro.Simulator.CoinPaprika;

/// <summary>/v1/tickers of the free plan: everything in one answer; and /v1/tickers/{id}/historical.</summary>
internal static class CoinPaprikaApi
{
    private const int MostQuotes = 3;

    public static void Map(
        IEndpointRouteBuilder routes,
        SimulatedMarket market,
        FaultPlan faults,
        Recordings? recordings
    )
    {
        routes.MapGet("/v1/tickers", (RequestDelegate)(context => TickersAsync(context, market, faults, recordings)));
        routes.MapGet(
            "/v1/tickers/{id}/historical",
            (RequestDelegate)(context => HistoricalAsync(context, market, faults))
        );
    }

    private static async Task TickersAsync(
        HttpContext context,
        SimulatedMarket market,
        FaultPlan faults,
        Recordings? recordings
    )
    {
        var currencies = context.Request.Query["quotes"].ToString() is { Length: > 0 } asked
            ? asked.ToUpperInvariant().Split(',')
            : ["USD"];
        var refusal =
            faults.ForCoinPaprika()
            ?? (
                currencies.Length > MostQuotes || currencies.Except(TickerRow.Currencies).Any()
                    ? new Refusal(400, Refusal.Json, """{"error":"invalid parameters"}""")
                    : null
            );
        if (refusal is not null)
        {
            await refusal.WriteAsync(context.Response);
            return;
        }

        var body = recordings is not null
            ? await recordings.NextAsync(context.RequestAborted)
            : Write(market.CoinPaprika, currencies);
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.Headers.CacheControl =
            "public, max-age=60, s-maxage=60, stale-while-revalidate=10, stale-if-error=600";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task HistoricalAsync(HttpContext context, SimulatedMarket market, FaultPlan faults)
    {
        var query = context.Request.Query;
        var coin = market.FindCoinPaprika((string)context.Request.RouteValues["id"]!);
        var (from, to) = (Seconds(query["start"]), Seconds(query["end"]) ?? market.Now);
        var (interval, limit) = (
            query["interval"].ToString(),
            int.TryParse(query["limit"], out var most) ? most : 1_000
        );
        var reach = HistoricalTicks.Reach(interval);
        var refusal =
            faults.ForCoinPaprika()
            ?? (
                coin is null ? new Refusal(404, Refusal.Json, """{"error":"id not found"}""")
                : from is null || reach is null || limit > 5_000
                    ? new Refusal(400, Refusal.Json, """{"error":"invalid parameters"}""")
                : from < market.Now - reach
                    ? new Refusal(
                        402,
                        Refusal.Json,
                        """{"error":"Getting historical data before this time is not allowed in this plan."}"""
                    )
                : null
            );
        if (refusal is not null)
        {
            await refusal.WriteAsync(context.Response);
            return;
        }

        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.Body.WriteAsync(
            HistoricalTicks.Write(market, coin!, from!.Value, to, interval, limit),
            context.RequestAborted
        );
    }

    private static DateTimeOffset? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static byte[] Write(IReadOnlyList<Quote> quotes, string[] currencies)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, TickerRow.Writing))
        {
            json.WriteStartArray();
            foreach (var quote in quotes)
                TickerRow.Write(json, quote, currencies);
            json.WriteEndArray();
        }

        return stream.ToArray();
    }
}
