using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// The ETL and PostgreSQL's own way in turn, whole processes from start to exit, on the same rows: ingestion of new
/// rows, of the same rows again, and the transformation.
/// </summary>
internal static class EtlBenchmark
{
    public static async Task<IReadOnlyList<Measurement>> RunAsync(int rows, int rounds)
    {
        using var files = new BenchmarkFiles();
        OhlcvFile.Write(files.Csv, rows);
        Console.WriteLine($"{rows:N0} rows of OHLCV, {new FileInfo(files.Csv).Length / 1_048_576} MiB of CSV.");
        var all = new List<Round>();
        for (var number = 1; number <= rounds; number++)
        {
            all.Add(await RunAsync(files));
            Console.WriteLine($"round {number}: {all[^1]}");
        }

        return
        [
            new Measurement(
                $"ingest {rows:N0} CSV rows",
                @"`\copy` of the same, hashed, and `INSERT … ON CONFLICT`: time",
                Measurement.Median(all.Select(round => round.Ingest.Seconds / round.TheirIngest)),
                Bar: 1.25
            ),
            new Measurement(
                "ingest them again after that, all duplicates",
                "the same statements on duplicates: time",
                Measurement.Median(all.Select(round => round.Again.Seconds / round.TheirAgain)),
                Bar: 1.25
            ),
            new Measurement(
                "transform them",
                "one set of hand-written SQL statements: time",
                Measurement.Median(all.Select(round => round.Transform.Seconds / round.TheirTransform)),
                Bar: 0.7
            ),
        ];
    }

    private static async Task<Round> RunAsync(BenchmarkFiles files)
    {
        await using var ours = await TestDatabase.CreateAsync();
        await using var theirs = await TestDatabase.CreateAsync();

        var ingest = await EtlHostRun.MeasureAsync(ours, files.Csv, "ingest");
        await Psql.RunAsync(ours, Psql.ExportHashed(files.Hashed));
        var theirIngest = await Psql.RunAsync(theirs, Psql.IngestHashed(files.Hashed));

        await ours.ExecuteAsync("ANALYZE");
        await theirs.ExecuteAsync("ANALYZE");
        var transform = await EtlHostRun.MeasureAsync(ours, files.Csv, "transform");
        var theirTransform = await Psql.RunAsync(theirs, Psql.Transform);
        await SameRows.CheckAsync(ours, theirs);
        // As the next run does: what was received before is transformed.
        var again = await EtlHostRun.MeasureAsync(ours, files.Csv, "ingest");
        var theirAgain = await Psql.RunAsync(theirs, Psql.IngestHashed(files.Hashed));
        return new Round(ingest, theirIngest, again, theirAgain, transform, theirTransform);
    }

    /// <summary>Ours and, in seconds, theirs.</summary>
    private sealed record Round(
        EtlHostRun Ingest,
        double TheirIngest,
        EtlHostRun Again,
        double TheirAgain,
        EtlHostRun Transform,
        double TheirTransform
    )
    {
        public override string ToString() =>
            $"ingest {Ingest}, psql {TheirIngest:F1} s; again {Again}, psql {TheirAgain:F1} s; "
            + $"transform {Transform}, SQL {TheirTransform:F1} s";
    }
}
