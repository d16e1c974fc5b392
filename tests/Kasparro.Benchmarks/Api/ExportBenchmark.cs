using System.Diagnostics;
using Kasparro.Benchmarks.Etl;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Api;

/// <summary>Exports of all rows against PostgreSQL's COPY of the same rows as JSON text, in turn.</summary>
internal static class ExportBenchmark
{
    private const string Copy =
        @"\copy (SELECT row_to_json(r) FROM (SELECT d.asset_id, a.symbol, a.name, d.source, d.price_usd, "
        + "d.market_cap_usd, d.volume_24h_usd, d.last_updated, d.created_at FROM asset_market_data d "
        + "JOIN assets a USING (asset_id) ORDER BY d.last_updated DESC, d.asset_id, d.source) r) TO '/dev/null'";

    public static async Task<IReadOnlyList<Measurement>> RunAsync(TestDatabase database, int rows, int rounds)
    {
        await using var api = await ApiProcess.StartAsync(database, pageCacheBytes: 0);
        var (lines, parquet) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var copy = await Psql.RunAsync(database, Copy);
            var (ndjson, columns) = (await DownloadAsync(api, "ndjson"), await DownloadAsync(api, "parquet"));
            Console.WriteLine(
                $"export of {rows:N0} rows: COPY {copy:F1} s, NDJSON {ndjson:F1} s, Parquet {columns:F1} s"
            );
            // The first one reads the table from disk and compiles.
            if (round == 0)
                continue;
            lines.Add(copy / ndjson);
            parquet.Add(copy / columns);
        }

        var against = "`COPY … TO STDOUT` of the same rows as JSON text: rate";
        return
        [
            new Measurement($"NDJSON export of {rows:N0} rows", against, Measurement.Median(lines), 0.5, false),
            new Measurement($"Parquet export of {rows:N0} rows", against, Measurement.Median(parquet), 0.5, false),
        ];
    }

    private static async Task<double> DownloadAsync(ApiProcess api, string format)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var watch = Stopwatch.StartNew();
        await using var body = await client.GetStreamAsync(new Uri($"{api.Address}/data?format={format}"));
        await body.CopyToAsync(Stream.Null);
        return watch.Elapsed.TotalSeconds;
    }
}
