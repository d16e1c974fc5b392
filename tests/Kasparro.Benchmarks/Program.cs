using System.Globalization;
using Kasparro.Benchmarks;
using Kasparro.Benchmarks.Api;
using Kasparro.Benchmarks.Soak;
using Kasparro.Testing.Database;

if (args is ["api", ..])
{
    await ApiBenchmark.RunAsync(Number(1, 1_000_000), connections: Number(2, 8), seconds: Number(3, 10));
    return 0;
}

if (args is ["routes", ..])
{
    await RouteBenchmark.RunAsync(Number(1, 100_000), Number(2, 10_000_000));
    return 0;
}

if (args is ["history", ..])
{
    await HistoryBenchmark.RunAsync(Number(1, 10_000_000), Number(2, 20_000), Number(3, 3));
    return 0;
}

if (args is ["profile", ..])
{
    ProfileBenchmark.Run(rounds: Number(1, 10));
    return 0;
}

if (args is ["soak", ..])
    return await SoakRun.RunAsync(minutes: Number(1, 30));

// Ours and PostgreSQL's own way in turn, in one run on one machine: the ratio is what counts. Arguments: rows, rounds;
// or api, rows, connections, seconds; or profile, rounds; or routes, few rows, many rows; or history, rows of it, new
// rows, rounds.
var rows = Number(0, 500_000);
var rounds = Number(1, 3);

using var files = new BenchmarkFiles();
OhlcvFile.Write(files.Csv, rows);
Console.WriteLine(
    $"{rows:N0} rows of OHLCV, {new FileInfo(files.Csv).Length / 1_048_576} MiB of CSV. Seconds of whole "
        + "processes, start to exit."
);

var ingest = new List<double>();
var transform = new List<double>();
for (var round = 1; round <= rounds; round++)
{
    await using var ours = await TestDatabase.CreateAsync();
    await using var theirs = await TestDatabase.CreateAsync();

    var ourIngest = await EtlHostRun.MeasureAsync(ours, files.Csv, "ingest");
    await Psql.RunAsync(ours, Psql.ExportHashed(files.Hashed));
    var theirIngest = await Psql.RunAsync(theirs, Psql.IngestHashed(files.Hashed));

    await ours.ExecuteAsync("ANALYZE");
    await theirs.ExecuteAsync("ANALYZE");
    var ourTransform = await EtlHostRun.MeasureAsync(ours, files.Csv, "transform");
    var theirTransform = await Psql.RunAsync(theirs, Psql.Transform);
    await SameRows.CheckAsync(ours, theirs);

    ingest.Add(theirIngest / ourIngest.Seconds);
    transform.Add(theirTransform / ourTransform.Seconds);
    Console.WriteLine(
        $"round {round}: ingest {ourIngest}, psql {theirIngest:F1} s, {ingest[^1]:F2} × as fast; "
            + $"transform {ourTransform}, SQL {theirTransform:F1} s, {transform[^1]:F2} × as fast"
    );
}

Console.WriteLine(
    $"median: ingest {Median(ingest):F2} × as fast as \\copy and INSERT … "
        + $"ON CONFLICT of the hashed rows, transform {Median(transform):F2} × as fast as one SQL statement"
);
return 0;

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
