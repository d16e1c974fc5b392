using Kasparro.Simulator;
using Kasparro.Simulator.Csv;

return await CommandLine.RunAsync(args, RunAsync);

static async Task<int> RunAsync(SimulatorOptions options, CancellationToken ct)
{
    if (options.CsvOut is { } folder)
    {
        OhlcvFiles.Write(folder, options.Seed, DateOnly.FromDateTime(options.At.UtcDateTime), options.CsvDays);
        return 0;
    }

    await using var simulator = await UpstreamSimulator.StartAsync(options, ct: ct);
    Console.WriteLine(simulator.Address);
    await Task.Delay(Timeout.InfiniteTimeSpan, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    return 0;
}
