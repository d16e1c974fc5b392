using System.Diagnostics;
using System.Globalization;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// Ingestion and dlt in turn, whole processes from start to exit, on the same rows: new ones, and the same again. dlt
/// is what people load such files with; it keeps the values of a row, and not the row as it was received.
/// </summary>
internal static class DltBenchmark
{
    private const string Recipe = "dlt_insert_only.py";

    /// <summary>The Python that has it: <c>pip install 'dlt[postgres]'</c>.</summary>
    private static readonly string s_python = Environment.GetEnvironmentVariable("DLT_PYTHON") ?? "python3";

    /// <returns>Nothing where dlt is not installed.</returns>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(int rows, int rounds)
    {
        if (await RunPythonAsync(null, "-c", "import dlt; dlt.pipeline") is null)
        {
            Console.WriteLine($"{s_python} has no dlt: not measured. DLT_PYTHON names another one.");
            return [];
        }

        using var files = new BenchmarkFiles();
        OhlcvFile.Write(files.Csv, rows);
        var all = new List<Round>();
        for (var number = 1; number <= rounds; number++)
        {
            all.Add(await RunAsync(files, rows));
            Console.WriteLine($"round {number}: {all[^1]}");
        }

        return
        [
            new Measurement(
                $"ingest {rows:N0} CSV rows",
                "dlt, insert-only: time",
                Measurement.Median(all.Select(round => round.Ingest.Seconds / round.TheirIngest)),
                Bar: 1.0 / 3
            ),
            new Measurement(
                "ingest them again, all duplicates",
                "dlt, insert-only: time",
                Measurement.Median(all.Select(round => round.Again.Seconds / round.TheirAgain)),
                Bar: 1.0 / 5
            ),
        ];
    }

    private static async Task<Round> RunAsync(BenchmarkFiles files, int rows)
    {
        await using var ours = await TestDatabase.CreateAsync();
        await using var theirs = await TestDatabase.CreateEmptyAsync();
        var folder = Directory.CreateTempSubdirectory("kasparro-dlt-");
        try
        {
            var ingest = await EtlHostRun.MeasureAsync(ours, files.Csv, "ingest");
            var theirIngest = await LoadAsync(theirs, files.Csv, folder.FullName);
            // As the next run does: what was received before is transformed.
            await EtlHostRun.MeasureAsync(ours, files.Csv, "transform");
            await ours.ExecuteAsync("ANALYZE");
            await theirs.ExecuteAsync("ANALYZE");
            var again = await EtlHostRun.MeasureAsync(ours, files.Csv, "ingest");
            var theirAgain = await LoadAsync(theirs, files.Csv, folder.FullName);
            await CheckAsync(theirs, rows);
            return new Round(ingest, theirIngest, again, theirAgain);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CheckAsync(TestDatabase theirs, int rows)
    {
        var stored = await theirs.ScalarAsync<long>("SELECT count(*) FROM dlt.rows");
        if (stored != rows)
            throw new InvalidOperationException($"dlt stored {stored} of {rows} rows.");
    }

    private static async Task<double> LoadAsync(TestDatabase database, string csv, string folder) =>
        await RunPythonAsync(database, Path.Combine(AppContext.BaseDirectory, "Etl", Recipe), csv, folder)
        ?? throw new InvalidOperationException("dlt did not load the file.");

    /// <summary>The seconds of the whole process; null where it failed, and says why.</summary>
    private static async Task<double?> RunPythonAsync(TestDatabase? database, params string[] arguments)
    {
        var start = new ProcessStartInfo(s_python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["RUNTIME__DLTHUB_TELEMETRY"] = "false";
        if (database is not null)
            start.Environment["DESTINATION__POSTGRES__CREDENTIALS"] = Address(database);

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode == 0)
            return seconds;
        Console.WriteLine($"{await output}{errors}".TrimEnd());
        return null;
    }

    /// <summary>With a password, which dlt asks for also where the server does not; and with the host behind the
    /// question mark, where it may be the folder of a socket.</summary>
    private static string Address(TestDatabase database)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var login = $"{connection.Username}:{Uri.EscapeDataString(connection.Password ?? "none")}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"postgresql://{login}@localhost:{connection.Port}/{connection.Database}"
                + $"?host={Uri.EscapeDataString(connection.Host!)}"
        );
    }

    /// <summary>Ours and, in seconds, theirs.</summary>
    private sealed record Round(EtlHostRun Ingest, double TheirIngest, EtlHostRun Again, double TheirAgain)
    {
        public override string ToString() =>
            $"ingest {Ingest}, dlt {TheirIngest:F1} s; again {Again}, dlt {TheirAgain:F1} s";
    }
}
