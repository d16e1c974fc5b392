using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Commands;

/// <summary>An ETL run now, then every so many hours. A run that fails is reported and does not end the loop.</summary>
internal static class CronCommand
{
    public static async Task<int> RunAsync(int hours, TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            var next = time.GetUtcNow() + TimeSpan.FromHours(hours);
            await RunOnceAsync(ct);
            ct.ThrowIfCancellationRequested();
            var rest = next - time.GetUtcNow();
            Terminal.Say($"Next run in {Math.Max(0, (int)rest.TotalMinutes)} minutes; Ctrl-C stops.");
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, time, ct);
        }
    }

    private static async Task RunOnceAsync(CancellationToken ct)
    {
        try
        {
            // Opened for every run: settings and sources may have changed since.
            var exitCode = await EtlCommand.RunAsync(LocalStack.Open(), ["run", "--triggered-by", "cron"], ct);
            if (exitCode != 0)
                Terminal.Say($"The run ended with exit code {exitCode}.");
        }
        catch (CannotContinueException problem) when (!ct.IsCancellationRequested)
        {
            Terminal.Say(problem.Message);
        }
    }
}
