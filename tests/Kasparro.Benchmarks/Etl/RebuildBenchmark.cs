using System.Diagnostics;
using System.Globalization;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// What it takes to transform a whole history again, against the first time; what the disk holds meanwhile, and how
/// long a reader waits.
/// </summary>
internal static class RebuildBenchmark
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    public static async Task<IReadOnlyList<Measurement>> RunAsync(int rows, int rounds)
    {
        using var files = new BenchmarkFiles();
        await using var database = await TestDatabase.CreateAsync();
        OhlcvFile.Write(files.Csv, rows, new DateTime(2013, 1, 1, 0, 0, 0), TimeSpan.FromMinutes(10));
        await RunAsync(database, files, "ingest");
        var first = await RunAsync(database, files, "transform");
        var (size, all) = (await SizeAsync(database), await DatabaseSizeAsync(database));
        var before = await WatchAsync(database, Task.Delay(TimeSpan.FromSeconds(3)));
        Console.WriteLine($"{rows:N0} rows for the first time: {first}; {size / 1_048_576:N0} MiB; a reader: {before}");

        var rebuilds = new List<(EtlHostRun Run, Watched Watched)>();
        for (var round = 0; round < rounds; round++)
        {
            // The last round finds a wrong price in every row.
            if (round > 0 && round == rounds - 1)
                await database.ExecuteAsync("UPDATE asset_market_data SET price_usd = price_usd + 1");
            // What was freed is used again.
            await database.VacuumAsync();
            (size, all) = (await SizeAsync(database), await DatabaseSizeAsync(database));
            var run = RunAsync(database, files, "transform", "--full");
            var watched = await WatchAsync(database, run);
            watched = watched with { Growth = (size + watched.MostBytes - all) / size };
            rebuilds.Add((await run, watched));
            Console.WriteLine($"round {round + 1}: again: {await run}; a reader: {watched}");
        }

        return
        [
            new Measurement(
                $"transforming {rows:N0} rows again",
                "the first time",
                Measurement.Median(rebuilds.Select(one => one.Run.Seconds / first.Seconds)),
                Bar: 1.1
            ),
            new Measurement(
                "market data and all that the rebuild needs of the disk meanwhile",
                "market data before",
                rebuilds.Max(one => one.Watched.Growth),
                Bar: 2
            ),
            new Measurement(
                "longest page of a reader meanwhile, in ms",
                "100 ms",
                rebuilds.Max(one => one.Watched.Slowest.TotalMilliseconds / 100),
                Bar: 1
            ),
        ];
    }

    private static Task<EtlHostRun> RunAsync(TestDatabase database, BenchmarkFiles files, params string[] command) =>
        EtlHostRun.MeasureAsync(
            database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = "csv",
                ["CSV_PATH"] = files.Csv,
                ["CSV_TIME_LIMIT"] = "4h",
            },
            command
        );

    /// <summary>Reads the newest page again and again, until something has ended.</summary>
    private static async Task<Watched> WatchAsync(TestDatabase database, Task work)
    {
        var (times, most) = (new List<double>(), 0.0);
        while (!work.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            await database.ScalarAsync<long>(
                "SELECT count(*) FROM (SELECT * FROM asset_market_data ORDER BY last_updated DESC LIMIT 50) page"
            );
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            most = Math.Max(most, await DatabaseSizeAsync(database));
            await Task.WhenAny(work, Task.Delay(s_pause));
        }

        return new Watched(Measurement.Median(times), TimeSpan.FromMilliseconds(times.Max()), most);
    }

    private static async Task<double> SizeAsync(TestDatabase database) =>
        await database.ScalarAsync<long>("SELECT pg_total_relation_size('asset_market_data')");

    /// <summary>With the temp tables of every session.</summary>
    private static async Task<double> DatabaseSizeAsync(TestDatabase database) =>
        await database.ScalarAsync<long>("SELECT pg_database_size(current_database())");

    /// <param name="MostBytes">Of the database.</param>
    /// <param name="Growth">By how much market data and all else that grew is more than market data before.</param>
    private sealed record Watched(double MedianMilliseconds, TimeSpan Slowest, double MostBytes, double Growth = 1)
    {
        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {MedianMilliseconds:F1} ms, longest {Slowest.TotalMilliseconds:F0} ms; " + $"disk {Growth:F2} ×"
            );
    }
}
