using System.Diagnostics;
using System.Globalization;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Etl;

/// <summary>One command of the program, from process start to exit.</summary>
/// <param name="PeakBytes">The most memory it had; 0 where /usr/bin/time is not installed.</param>
internal sealed record EtlHostRun(double Seconds, long PeakBytes)
{
    private const string Time = "/usr/bin/time";

    public static Task<EtlHostRun> MeasureAsync(TestDatabase database, string csv, string command) =>
        MeasureAsync(
            database,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "csv", ["CSV_PATH"] = csv },
            [command]
        );

    public static async Task<EtlHostRun> MeasureAsync(
        TestDatabase database,
        Dictionary<string, string> environment,
        params string[] command
    )
    {
        string[] program =
        [
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Kasparro.EtlHost.dll"),
            .. command,
            "--output",
            "json",
        ];
        var isTimed = File.Exists(Time);
        string[] words = isTimed ? [Time, "-f", "%M", .. program] : program;
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A developer's own .env is no part of a measurement.
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["DATABASE_URL"] = database.ConnectionString;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {await output} {errors}");

        var peak = isTimed ? 1024 * long.Parse(errors.Trim(), CultureInfo.InvariantCulture) : 0;
        return new EtlHostRun(seconds, peak);
    }

    public override string ToString() => $"{Seconds:F1} s ({PeakBytes / 1_048_576} MiB)";
}
