using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// What a run with some new rows takes on an empty database and on one with a long history, in turn: what grows with
/// the history shows.
/// </summary>
internal static class HistoryBenchmark
{
    // 1.3 GB, the same number of each coin; the largest file that is read by default has 4 GB.
    private const int MaxRowsOfFile = 450_000 * OhlcvFile.Coins;

    private static readonly DateTime s_past = new(2013, 1, 1, 0, 0, 0);
    private static readonly DateTime s_now = new(2024, 1, 1, 0, 0, 0);

    public static async Task<IReadOnlyList<Measurement>> RunAsync(int history, int rows, int rounds)
    {
        using var files = new BenchmarkFiles();
        await using var old = await TestDatabase.CreateAsync();
        await using var young = await TestDatabase.CreateAsync();
        await FillAsync(old, files, history);
        // The first run creates what every run needs.
        OhlcvFile.Write(files.Csv, 22, s_past, TimeSpan.FromMinutes(10));
        await RunAsync(young, files, "run");

        var runs = new List<(EtlHostRun OnOld, EtlHostRun OnYoung)>();
        for (var round = 0; round < rounds; round++)
        {
            OhlcvFile.Write(files.Csv, rows, s_now.AddDays(round), TimeSpan.FromMinutes(1));
            var onOld = await RunAsync(old, files, "run");
            var onYoung = await RunAsync(young, files, "run");
            runs.Add((onOld, onYoung));
            Console.WriteLine($"round {round + 1}: {rows:N0} new rows, with the history {onOld}, without {onYoung}");
        }

        return
        [
            new Measurement(
                $"a run with {rows:N0} new rows on {history:N0} of history",
                "the same on an empty history: time",
                Measurement.Median(runs.Select(run => run.OnOld.Seconds / run.OnYoung.Seconds)),
                Bar: 1.3
            ),
            new Measurement(
                $"a run with {rows:N0} new rows on {history:N0} of history",
                "the same on an empty history: memory",
                Measurement.Median(runs.Select(run => (double)run.OnOld.PeakBytes / run.OnYoung.PeakBytes)),
                Bar: 1.3
            ),
        ];
    }

    private static async Task FillAsync(TestDatabase database, BenchmarkFiles files, int history)
    {
        var step = TimeSpan.FromSeconds((int)((s_now - s_past).TotalSeconds / (history / OhlcvFile.Coins)));
        for (var (first, left) = (s_past, history); left > 0; left -= MaxRowsOfFile)
        {
            var rows = Math.Min(left, MaxRowsOfFile);
            OhlcvFile.Write(files.Csv, rows, first, step);
            first += step * (rows / OhlcvFile.Coins);
            Console.WriteLine(
                $"{rows:N0} rows of history: ingest {await RunAsync(database, files, "ingest")}, "
                    + $"transform {await RunAsync(database, files, "transform")}"
            );
        }

        await database.VacuumAsync();
    }

    private static Task<EtlHostRun> RunAsync(TestDatabase database, BenchmarkFiles files, string command) =>
        EtlHostRun.MeasureAsync(database, files.Csv, command);
}
