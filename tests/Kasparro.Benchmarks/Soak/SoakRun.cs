using Kasparro.Benchmarks.Api;
using Kasparro.Simulator;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.Benchmarks.Soak;

/// <summary>
/// Runs every few seconds against hostile providers, some of them killed or cut off, while the API serves at half of
/// what it can. At the end nothing may have grown, no request may be lost, and Silver has to match Bronze.
/// </summary>
internal static class SoakRun
{
    private const int Connections = 8;
    private const int MeasuredSeconds = 5;
    private const long CacheBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_betweenSamples = TimeSpan.FromSeconds(5);

    /// <returns>The exit code: 0 where all of it holds.</returns>
    public static async Task<int> RunAsync(int minutes)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var upstream = await UpstreamSimulator.StartAsync(
            new SimulatorOptions
            {
                Step = 1,
                FailRate = 0.02,
                HostileRate = 0.02,
            }
        );
        var environment = Environment(upstream);
        await EtlHostProcess.RunAsync(database, environment, "run");
        await using var api = await ApiProcess.StartAsync(database, CacheBytes);
        var most = await Load.WrkAsync($"{api.Address}/data?limit=50", Connections, MeasuredSeconds);
        using var visitors = new Visitors(api.Address);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));

        // hey asks the busiest route at half of what it managed; the visitors ask all of them.
        var load = Load.HeyAsync(
            $"{api.Address}/data?limit=50",
            Connections,
            most.RequestsPerSecond / 2,
            (minutes * 60) - MeasuredSeconds
        );
        var asking = visitors.AskAsync(requestsPerSecond: 20, end.Token);
        var running = RunAgainAndAgainAsync(database, environment, end.Token);
        var samples = await SampleAsync(database, api.ProcessId, end.Token);
        var (runs, codes) = await running;
        await asking;
        var latency = await load;

        Console.WriteLine($"{minutes} minutes, {runs} runs ({codes}), {visitors.Asked:N0} requests over all routes");
        Console.WriteLine(
            $"/data?limit=50 at half of {most.RequestsPerSecond:N0}/s: p50 {latency.P50:F1} ms, "
                + $"p99 {latency.P99:F1} ms, {latency.Lost} lost"
        );
        return await JudgeAsync(database, environment, samples, visitors, latency.Lost) ? 0 : 1;
    }

    private static async Task<List<Sample>> SampleAsync(TestDatabase database, int api, CancellationToken ct)
    {
        var samples = new List<Sample>();
        while (!ct.IsCancellationRequested)
        {
            samples.Add(await Sample.TakeAsync(database, api));
            await Task.Delay(s_betweenSamples, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return samples;
    }

    private static async Task<(int Runs, string Codes)> RunAgainAndAgainAsync(
        TestDatabase database,
        Dictionary<string, string> environment,
        CancellationToken ct
    )
    {
        var random = new Random(1);
        var codes = new List<int>();
        while (!ct.IsCancellationRequested)
        {
            await using var host = EtlHostProcess.Start(database, environment, "run");
            if (random.Next(4) == 0)
                await Task.WhenAny(host.ExitAsync(), KillLaterAsync(host, random.Next(200, 3_000)));
            codes.Add((await host.ExitAsync()).Code);
            await Task.Delay(s_pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (
            codes.Count,
            string.Join(", ", codes.GroupBy(code => code).Select(group => $"{group.Count()} ended with {group.Key}"))
        );
    }

    private static async Task KillLaterAsync(EtlHostProcess host, int milliseconds)
    {
        await Task.Delay(milliseconds);
        host.Kill();
    }

    private static async Task<bool> JudgeAsync(
        TestDatabase database,
        Dictionary<string, string> environment,
        List<Sample> samples,
        Visitors visitors,
        int lost
    )
    {
        // The first third warms up; the second and the last are compared.
        var third = samples.Count / 3;
        var (before, after) = (
            Sample.Median(samples.GetRange(third, third)),
            Sample.Median(samples.GetRange(samples.Count - third, third))
        );
        Console.WriteLine($"second third {before}{System.Environment.NewLine}last third   {after}");
        var last = await EtlHostProcess.RunAsync(database, Calm(environment), "run");
        var verified = await EtlHostProcess.RunAsync(database, environment, "verify");
        var open = await database.ScalarAsync<long>("SELECT count(*) FROM etl_runs WHERE status = 'running'");
        List<string> problems =
        [
            .. after.GrownSince(before),
            .. visitors.Lost.Select(failure => $"{failure.Value} x {failure.Key}"),
            .. lost > 0 ? [$"{lost} requests of the load were lost"] : Array.Empty<string>(),
            .. open > 0 ? [$"{open} runs are still open; the last one said: {last.Output}"] : Array.Empty<string>(),
            .. verified.Code != 0 ? [verified.Output + verified.Errors] : Array.Empty<string>(),
        ];
        foreach (var problem in problems)
            Console.WriteLine($"NOT: {problem}");
        Console.WriteLine(problems.Count == 0 ? "Nothing grew, nothing was lost, Silver matches Bronze." : "");
        return problems.Count == 0;
    }

    /// <summary>The last run closes what a killed one left; it may be asked more often.</summary>
    private static Dictionary<string, string> Calm(Dictionary<string, string> environment) =>
        new(environment) { ["COINGECKO_MAX_RETRIES"] = "10", ["COINPAPRIKA_MAX_RETRIES"] = "10" };

    private static Dictionary<string, string> Environment(UpstreamSimulator upstream) =>
        new()
        {
            ["ENABLED_SOURCES"] = "coingecko,coinpaprika",
            ["COINGECKO_BASE_URL"] = upstream.CoinGeckoUrl.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "20ms",
            ["COINPAPRIKA_BASE_URL"] = upstream.CoinPaprikaUrl.ToString(),
            ["COINPAPRIKA_MIN_INTERVAL"] = "0",
        };
}
