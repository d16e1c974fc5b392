using System.Diagnostics;
using System.Globalization;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// Four processes that transform a source each, side by side and one after the other: what they gain by more than one
/// core, and whether they wait for each other.
/// </summary>
internal static class SourcesBenchmark
{
    private const int Slice = 50_000;

    /// <summary>Records that are transformed before anything is measured: a price of each coin.</summary>
    private const int Known = 1_000;

    /// <summary>Records in the shape of each source: 1,000 coins, again and again.</summary>
    private static readonly Dictionary<string, (string Payload, string Envelope)> s_sources = new()
    {
        ["coingecko"] = (
            """
            format('{"id":"coin-%s","symbol":"c%1$s","name":"Coin %1$s","current_price":%s,"market_cap":%s,
            "total_volume":314982301.5,"high_24h":null,"ath_change_percentage":-24.11,"last_updated":"%s"}',
            n % 1000, 97000 + n / 1000.0, 19268539210 + n, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
            """,
            "NULL"
        ),
        ["coinpaprika"] = (
            """
            format('{"id":"c%s-coin","symbol":"C%1$s","name":"Coin %1$s","rank":7,"beta_value":1.03,
            "last_updated":"%s","quotes":{"USD":{"price":%s,"volume_24h":314982301.5,"market_cap":%s}}}',
            n % 1000, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 97000 + n / 1000.0, 19268539210 + n)
            """,
            "NULL"
        ),
        ["coincap"] = (
            """
            format('{"id":"coin-%s","rank":"7","symbol":"C%1$s","name":"Coin %1$s","supply":"17193925",
            "marketCapUsd":"%s","volumeUsd24Hr":"2927959461.1750323","priceUsd":"%s"}',
            n % 1000, 19268539210 + n, 97000 + n / 1000.0)
            """,
            "format('{\"timestamp\":%s}', (extract(epoch FROM at) * 1000)::bigint)"
        ),
        ["csv"] = (
            """
            format('{"Name":"Coin %s","Symbol":"C%1$s","Date":"%s","High":"1","Low":"1","Open":"1","Close":"%s",
            "Volume":"2927959461.17","Marketcap":"%s"}',
            n % 1000, to_char(at, 'YYYY-MM-DD HH24:MI:SS'), 97000 + n / 1000.0, 19268539210 + n)
            """,
            "NULL"
        ),
    };

    public static async Task<Measurement> RunAsync(int rows, int rounds)
    {
        var gains = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var (apart, _) = await MeasureAsync(rows, sideBySide: false);
            var (together, waits) = await MeasureAsync(rows, sideBySide: true);
            gains.Add(apart / together);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round + 1}: {s_sources.Count} × {rows:N0} rows one after the other {apart:F1} s, side by "
                        + $"side {together:F1} s; waited for a lock, in tenths of a second: transformations "
                        + $"{waits.Transforms}, links {waits.Links}"
                )
            );
        }

        return new Measurement(
            $"transforming {s_sources.Count} sources side by side",
            "one after the other: throughput",
            Measurement.Median(gains),
            Bar: 1.7,
            IsUpperBound: false
        );
    }

    private static async Task<(double Seconds, (int Transforms, int Links) Waits)> MeasureAsync(
        int rows,
        bool sideBySide
    )
    {
        await using var database = await TestDatabase.CreateAsync();
        // As after a first run: every source is known, and the coins are linked.
        foreach (var source in s_sources.Keys)
        {
            await FillAsync(database, source, 0, Known);
            await TransformAsync(database, source);
        }

        foreach (var source in s_sources.Keys)
            await FillAsync(database, source, Known, rows);
        var started = Stopwatch.GetTimestamp();
        if (!sideBySide)
        {
            foreach (var source in s_sources.Keys)
                await TransformAsync(database, source);
            return (Stopwatch.GetElapsedTime(started).TotalSeconds, (0, 0));
        }

        var all = Task.WhenAll(s_sources.Keys.Select(source => TransformAsync(database, source)));
        var (transforms, links) = (0, 0);
        while (!all.IsCompleted)
        {
            transforms += await CountWaitingAsync(database, "kasparro-transform");
            links += await CountWaitingAsync(database, "kasparro-link");
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }

        await all;
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, (transforms, links));
    }

    private static async Task<int> CountWaitingAsync(TestDatabase database, string name) =>
        (int)
            await database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + $"AND wait_event_type = 'Lock' AND application_name LIKE '{name}%'"
            );

    private static async Task FillAsync(TestDatabase database, string source, int first, int end)
    {
        var (payload, envelope) = s_sources[source];
        for (var from = first; from < end; from += Slice)
            await database.ExecuteAsync(
                $"""
                INSERT INTO raw_{source} (source_id, payload, payload_hash, ingested_at, run_id, envelope)
                SELECT 'coin-' || n % 1000, ({payload})::json, sha256(n::text::bytea), now(),
                       '00000000-0000-0000-0000-000000000000', ({envelope})::json
                FROM   generate_series({from}, {Math.Min(end, from + Slice) - 1}) n,
                       LATERAL (SELECT timestamptz '2024-01-01Z' + n / 1000 * interval '1 hour' AS at) instant
                """
            );
        await database.ExecuteAsync($"ANALYZE raw_{source}");
    }

    private static Task<EtlHostRun> TransformAsync(TestDatabase database, string source) =>
        EtlHostRun.MeasureAsync(
            database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = source,
                ["COINCAP_API_KEY"] = "none-is-needed-here",
            },
            "transform"
        );
}
