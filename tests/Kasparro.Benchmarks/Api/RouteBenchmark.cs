using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Kasparro.Benchmarks.Api;

/// <summary>
/// What each route takes, one request after the other, at a small and at a big Silver: what grows with the table shows.
/// </summary>
internal static class RouteBenchmark
{
    private const int Requests = 41;
    private const int Pages = 10_000;

    public static async Task RunAsync(int few, int many)
    {
        var small = await MeasureAsync(few);
        var big = await MeasureAsync(many);
        Console.WriteLine(
            $"Milliseconds of one request, median of {Requests}, without pages from memory; at {few:N0} "
                + $"and at {many:N0} Silver rows"
        );
        foreach (var (route, milliseconds) in big)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{small[route], 9:F2} {milliseconds, 9:F2}  {milliseconds / small[route], 5:F2} ×  {route}"
                )
            );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"page {Pages:N0} by cursor takes {big[Deep] / big[First]:F2} × what page 1 takes"
            )
        );
    }

    private const string First = "/data?limit=50";
    private const string Deep = "/data?limit=50, page 10,000 by cursor";

    private static async Task<Dictionary<string, double>> MeasureAsync(int rows)
    {
        await using var database = await SilverRows.CreateAsync(rows);
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
        };
        var measured = new Dictionary<string, double>();
        foreach (var (name, address) in routes)
            measured.Add(name, await MedianAsync(client, address));
        return measured;
    }

    /// <summary>Leads to a page by way of an offset: what it costs to get there is not measured.</summary>
    private static async Task<string> CursorAsync(HttpClient client, int page)
    {
        var before = JsonElement.Parse(
            await client.GetStringAsync(new Uri($"/data?limit=50&offset={(page - 2) * 50}", UriKind.Relative))
        );
        return before.GetProperty("pagination").GetProperty("next_cursor").GetString()!;
    }

    private static async Task<double> MedianAsync(HttpClient client, string address)
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
        }

        return milliseconds.Order().ElementAt(milliseconds.Count / 2);
    }
}
