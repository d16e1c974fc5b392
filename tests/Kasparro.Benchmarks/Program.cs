using System.Globalization;
using Kasparro.Benchmarks;
using Kasparro.Benchmarks.Api;
using Kasparro.Benchmarks.Etl;
using Kasparro.Benchmarks.Soak;

// Ours and PostgreSQL's own way in turn, in one run on one machine: the ratio is what counts. The first argument says
// what is measured, the others how large: see the cases below.
switch (args)
{
    case [StartBenchmark.Hello]:
        Console.WriteLine("Hello, World!");
        return 0;
    case ["soak", ..]:
        return await SoakRun.RunAsync(minutes: Number(1, 30));
    case ["profile", ..]:
        ProfileBenchmark.Run(rounds: Number(1, 10));
        return 0;
    case ["api", ..]:
        await using (var silver = await SilverRows.CreateAsync(Number(1, 1_000_000)))
            Print(await ApiBenchmark.RunAsync(silver, Number(1, 1_000_000), Number(2, 8), Number(3, 10)));
        return 0;
    case ["exports", ..]:
        await using (var silver = await SilverRows.CreateAsync(Number(1, 1_000_000)))
            Print(await ExportBenchmark.RunAsync(silver, Number(1, 1_000_000), Number(2, 3)));
        return 0;
    case ["routes", ..]:
        Print(await RouteBenchmark.RunAsync(Number(1, 100_000), Number(2, 10_000_000)));
        return 0;
    case ["history", ..]:
        Print(await HistoryBenchmark.RunAsync(Number(1, 10_000_000), Number(2, 20_000), Number(3, 3)));
        return 0;
    case ["sources", ..]:
        Print([await SourcesBenchmark.RunAsync(Number(1, 200_000), Number(2, 3))]);
        return 0;
    case ["rebuild", ..]:
        Print(await RebuildBenchmark.RunAsync(Number(1, 2_000_000), Number(2, 3)));
        return 0;
    case ["dlt", ..]:
        Print(await DltBenchmark.RunAsync(Number(1, 500_000), Number(2, 3)));
        return 0;
    case ["partitions", ..]:
        Print(await PartitionBenchmark.RunAsync(Number(1, 2_000_000)));
        return 0;
    case ["start", ..]:
        Print([await StartBenchmark.RunAsync(Number(1, 9))]);
        return 0;
    case ["storage", ..]:
        Print([await StorageBenchmark.RunAsync()]);
        return 0;
    case ["scale", ..]:
        await ScaleBenchmark.RunAsync(few: Number(1, 1_000_000), many: Number(2, 100_000_000), rounds: Number(3, 3));
        return 0;
    default:
        Print(await EtlBenchmark.RunAsync(Number(0, 500_000), Number(1, 3)));
        return 0;
}

static void Print(IReadOnlyList<Measurement> measurements)
{
    Console.WriteLine(Measurement.Head);
    foreach (var measurement in measurements)
        Console.WriteLine(measurement);
}

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
