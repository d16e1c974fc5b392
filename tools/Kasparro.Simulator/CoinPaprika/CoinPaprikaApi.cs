using System.Text.Json;
using Kasparro.Simulator.Faults;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Replay;

namespace Kasparro.Simulator.CoinPaprika;

/// <summary>/v1/tickers of the free plan: everything in one answer.</summary>
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
