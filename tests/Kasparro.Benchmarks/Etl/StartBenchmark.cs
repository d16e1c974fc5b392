using System.Diagnostics;
using Kasparro.Testing.Database;
using Kasparro.Testing.Upstream;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// How soon after the process starts a run sends its first request, against a .NET program that says one line and ends
/// (this one: its list of libraries is longer than that of a new project, by some milliseconds).
/// </summary>
internal static class StartBenchmark
{
    public const string Hello = "hello";

    public static async Task<Measurement> RunAsync(int rounds)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (ours, hello) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (start, end) = (await FirstRequestAsync(database), await HelloAsync());
            // The first ones read the programs from disk.
            if (round == 0)
                continue;
            ours.Add(start);
            hello.Add(end);
        }

        Console.WriteLine(
            $"start: first request after {Measurement.Median(ours):F2} s, hello world {Measurement.Median(hello):F3} s"
        );
        return new Measurement(
            "one-shot start: process start to first upstream request",
            "`dotnet` hello world, start to exit",
            Measurement.Median(ours.Zip(hello, (our, their) => our / their)),
            Bar: 3
        );
    }

    private static async Task<double> FirstRequestAsync(TestDatabase database)
    {
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Json("[]"));
        var start = Program("Kasparro.EtlHost.dll", "ingest");
        start.Environment["DATABASE_URL"] = database.ConnectionString;
        start.Environment["ENABLED_SOURCES"] = "coingecko";
        start.Environment["COINGECKO_BASE_URL"] = upstream.Address.ToString();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        await upstream.NextRequestAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        await process.WaitForExitAsync();
        return seconds;
    }

    private static async Task<double> HelloAsync()
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(Program("Kasparro.Benchmarks.dll", Hello))!;
        await process.WaitForExitAsync();
        return watch.Elapsed.TotalSeconds;
    }

    private static ProcessStartInfo Program(string file, string argument) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, file), argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
}
