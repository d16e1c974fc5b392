using System.Diagnostics;
using System.Globalization;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks;

/// <summary>One command of the program, from process start to exit.</summary>
internal sealed record EtlHostRun(double Seconds, string PeakMemory)
{
    private const string Time = "/usr/bin/time";

    public static async Task<EtlHostRun> MeasureAsync(TestDatabase database, string csv, string command)
    {
        string[] program =
        [
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Kasparro.EtlHost.dll"),
            command,
            "--output",
            "json",
        ];
        var isTimed = File.Exists(Time);
        string[] words = isTimed ? [Time, "-f", "%M", .. program] : program;
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DATABASE_URL"] = database.ConnectionString;
        start.Environment["ENABLED_SOURCES"] = "csv";
        start.Environment["CSV_PATH"] = csv;

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}: {await output} {errors}");

        var peak = isTimed
            ? $"{int.Parse(errors.Trim(), CultureInfo.InvariantCulture) / 1024} MiB"
            : "peak memory unknown, /usr/bin/time is not installed";
        return new EtlHostRun(seconds, peak);
    }

    public override string ToString() => $"{Seconds:F1} s ({PeakMemory})";
}
