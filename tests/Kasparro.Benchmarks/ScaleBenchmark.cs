using System.Runtime.InteropServices;
using Kasparro.Benchmarks.Api;
using Kasparro.Benchmarks.Etl;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks;

/// <summary>Everything that has a bar, one after the other, as one table; with a line on the machine.</summary>
internal static class ScaleBenchmark
{
    private const int EtlRows = 500_000;
    private const int NewRows = 20_000;
    private const int ExportedRows = 1_000_000;

    /// <param name="few">Rows of the small Silver that routes are compared on.</param>
    /// <param name="many">Rows of the large one, and of the history.</param>
    /// <param name="rounds">How often each is measured; the median counts.</param>
    public static async Task RunAsync(int few, int many, int rounds)
    {
        var all = new List<Measurement>();
        all.AddRange(await EtlBenchmark.RunAsync(EtlRows, rounds));
        all.AddRange(await DltBenchmark.RunAsync(EtlRows, rounds));
        all.Add(await StartBenchmark.RunAsync(Math.Max(rounds, 5)));
        all.Add(await StorageBenchmark.RunAsync());
        await using (var silver = await SilverRows.CreateAsync(ExportedRows))
        {
            all.AddRange(await ApiBenchmark.RunAsync(silver, ExportedRows, connections: 8, seconds: 10));
            all.AddRange(await ExportBenchmark.RunAsync(silver, ExportedRows, rounds));
        }

        all.AddRange(await HistoryBenchmark.RunAsync(many, NewRows, rounds));
        all.AddRange(await RebuildBenchmark.RunAsync(many, rounds));
        all.AddRange(await RouteBenchmark.RunAsync(few, many));
        Console.WriteLine();
        Console.WriteLine(await MachineAsync());
        Console.WriteLine();
        Console.WriteLine(Measurement.Head);
        foreach (var measurement in all)
            Console.WriteLine(measurement);
    }

    private static async Task<string> MachineAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        var version = await database.ScalarAsync<string>("SHOW server_version");
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, PostgreSQL {version}";
    }
}
