using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Api;

/// <summary>
/// What each route takes, one request after the other, at a small and at a big Silver: what grows with the table shows.
/// </summary>
internal static class RouteBenchmark
{
    private const int Requests = 101;
    private const int Pages = 10_000;

    /// <returns>The route that grows most, and every route that must not grow.</returns>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(int few, int many)
    {
        // Both are measured right after one another: making the big one may take an hour.
        await using var fewRows = await SilverRows.CreateAsync(few);
        await using var manyRows = await SilverRows.CreateAsync(many);
        var (small, big) = (await MeasureAsync(fewRows, few), await MeasureAsync(manyRows, many));
        Console.WriteLine(
            $"Milliseconds of one request, p50 and p99 of {Requests}, without pages from memory; at {few:N0} and at "
                + $"{many:N0} Silver rows"
        );
        foreach (var (route, at) in big)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{small[route]}  {at}  {at.P50 / small[route].P50, 5:F2} × "
                        + $"{at.P99 / small[route].P99, 5:F2} ×  {route}"
                )
            );
        return
        [
            .. big.Select(route => new Measurement(
                $"`{route.Key}` at {many:N0} rows, p50",
                $"at {few:N0} rows",
                route.Value.P50 / small[route.Key].P50,
                Bar: 1.3
            )),
        ];
    }

    private const string First = "/data?limit=50";
    private const string Deep = "/data?limit=50, page 10,000 by cursor";

    private static async Task<Dictionary<string, Latency>> MeasureAsync(TestDatabase database, int rows)
    {
        await using var api = await ApiProcess.StartAsync(database, pageCacheBytes: 0);
        using var client = new HttpClient { BaseAddress = new Uri(api.Address) };
        var asset = await database.ScalarAsync<Guid>("SELECT asset_id FROM assets WHERE symbol = 'S77'");
        var routes = new (string Name, string Address)[]
        {
            (First, First),
            (Deep, $"/data?limit=50&cursor={await CursorAsync(client, Math.Min(Pages, rows / 100))}"),
            ("/data?limit=500", "/data?limit=500"),
            ("/data?sort=last_updated", "/data?sort=last_updated"),
            ("/data?source=coinpaprika", "/data?source=coinpaprika"),
            ("/data?from=&to= of one day", "/data?from=2025-01-05T00:00:00Z&to=2025-01-06T00:00:00Z"),
            ("/data?symbol=s77", "/data?symbol=s77"),
            ("/data?asset_id=", $"/data?asset_id={asset}"),
            ("/data?latest=true", "/data?latest=true"),
            ("/data?latest=true&limit=500", "/data?latest=true&limit=500"),
            ("/data?latest=true&symbol=s77", "/data?latest=true&symbol=s77"),
            ("/data?latest=true&source=coingecko", "/data?latest=true&source=coingecko"),
            ("/assets", "/assets"),
            ("/assets?symbol=s77", "/assets?symbol=s77"),
            ("/assets?source=coingecko", "/assets?source=coingecko"),
            ("/assets/{id}", $"/assets/{asset}"),
            ("/failures", "/failures"),
            ("/failures?source=csv&error_type=missing_field", "/failures?source=csv&error_type=missing_field"),
            ("/failures?source=coingecko", "/failures?source=coingecko"),
            ("/failures?error_type=out_of_range", "/failures?error_type=out_of_range"),
            ("/list-runs", "/list-runs"),
            ("/stats", "/stats"),
            ("/health", "/health"),
            ("/sources", "/sources"),
            ("/metrics", "/metrics"),
            ("/compare-runs", "/compare-runs"),
            ("/prices?symbol=s77", "/prices?symbol=s77"),
            ("/changes?limit=50", "/changes?limit=50"),
            ("/findings", "/findings"),
        };
        var measured = new Dictionary<string, Latency>();
        foreach (var (name, address) in routes)
            measured.Add(name, await RequestAsync(client, address));
        return measured;
    }

    /// <summary>Leads to a page of 50 rows by pages of 500: what it costs to get there is not measured.</summary>
    private static async Task<string> CursorAsync(HttpClient client, int page)
    {
        var cursor = "";
        for (var rows = 0; rows < (page - 1) * 50; rows += 500)
        {
            var before = JsonElement.Parse(
                await client.GetStringAsync(new Uri($"/data?limit=500{cursor}", UriKind.Relative))
            );
            cursor = $"&cursor={before.GetProperty("pagination").GetProperty("next_cursor").GetString()}";
        }

        return cursor["&cursor=".Length..];
    }

    private static async Task<Latency> RequestAsync(HttpClient client, string address)
    {
        var milliseconds = new List<double>();
        for (var request = 0; request < Requests + 10; request++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync(new Uri(address, UriKind.Relative));
            await response.Content.ReadAsByteArrayAsync();
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{address} was answered with {response.StatusCode}.");
            // The first ones compile and plan. /metrics reads once a second.
            if (request >= 10)
                milliseconds.Add(elapsed);
            if (address == "/metrics")
                await Task.Delay(1_000);
            if (address == "/metrics" && request == 20)
                break;
        }

        milliseconds.Sort();
        return new Latency(milliseconds[milliseconds.Count / 2], milliseconds[milliseconds.Count * 99 / 100]);
    }

    /// <summary>Milliseconds.</summary>
    private sealed record Latency(double P50, double P99)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{P50, 8:F2} {P99, 8:F2}");
    }
}
