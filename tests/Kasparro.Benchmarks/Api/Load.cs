using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.Benchmarks.Api;

/// <summary>
/// wrk and hey (Debian's packages of these names) and pgbench (it comes with PostgreSQL), each with as many
/// connections.
/// </summary>
internal static partial class Load
{
    public static async Task<WrkResult> WrkAsync(string address, int connections, int seconds)
    {
        var output = await RunAsync(
            "wrk",
            ["-t", "1", "-c", $"{connections}", "-d", $"{seconds}s", "--latency", address],
            new()
        );
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException(output);
        return new WrkResult(
            double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Percentile50().Match(output).Value,
            Percentile99().Match(output).Value
        );
    }

    /// <summary>
    /// Latency while no more is asked than so many requests a second: wrk asks as fast as it is answered.
    /// </summary>
    public static async Task<HeyResult> HeyAsync(string address, int connections, double requestsPerSecond, int seconds)
    {
        var each = (requestsPerSecond / connections).ToString("F0", CultureInfo.InvariantCulture);
        var output = await RunAsync("hey", ["-z", $"{seconds}s", "-c", $"{connections}", "-q", each, address], new());
        var lost = HeyStatus()
            .Matches(output)
            .Where(status => status.Groups[1].Value != "200")
            .Concat(HeyErrors().Matches(output));
        return new HeyResult(
            Milliseconds(HeyPercentile50()),
            Milliseconds(HeyPercentile99()),
            lost.Sum(line => int.Parse(line.Groups["count"].Value, CultureInfo.InvariantCulture))
        );

        double Milliseconds(Regex percentile) =>
            1_000 * double.Parse(percentile.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Transactions a second of one statement, which PostgreSQL plans once, as the API's sessions do.
    /// </summary>
    public static async Task<double> PgbenchAsync(TestDatabase database, string script, int connections, int seconds)
    {
        var to = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var environment = new Dictionary<string, string>
        {
            ["PGHOST"] = to.Host!,
            ["PGPORT"] = $"{to.Port}",
            ["PGUSER"] = to.Username!,
            ["PGPASSWORD"] = to.Password ?? "",
            ["PGOPTIONS"] = "-c plan_cache_mode=force_generic_plan",
        };
        var output = await RunAsync(
            "pgbench",
            ["-n", "-M", "prepared", "-f", script, "-c", $"{connections}", "-j", "1", "-T", $"{seconds}", to.Database!],
            environment
        );
        return double.Parse(Tps().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> RunAsync(
        string program,
        string[] arguments,
        Dictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program}: {errors}");
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<=^ +)50% +\S+", RegexOptions.Multiline)]
    private static partial Regex Percentile50();

    [GeneratedRegex(@"(?<=^ +)99% +\S+", RegexOptions.Multiline)]
    private static partial Regex Percentile99();

    [GeneratedRegex(@"50%%? in ([\d.]+) secs")]
    private static partial Regex HeyPercentile50();

    [GeneratedRegex(@"99%%? in ([\d.]+) secs")]
    private static partial Regex HeyPercentile99();

    [GeneratedRegex(@"^ +\[(\d{3})\]\s+(?<count>\d+) responses", RegexOptions.Multiline)]
    private static partial Regex HeyStatus();

    /// <summary>Below "Error distribution": how often, and what.</summary>
    [GeneratedRegex(@"^ +\[(?<count>\d+)\]\s+(?!\d+ responses)", RegexOptions.Multiline)]
    private static partial Regex HeyErrors();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Tps();
}

/// <param name="Median">As wrk writes it.</param>
internal sealed record WrkResult(double RequestsPerSecond, string Median, string Tail)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{RequestsPerSecond:N0}/s ({Median}, {Tail})");
}

/// <param name="P50">Milliseconds, as <paramref name="P99"/>.</param>
/// <param name="Lost">Requests without a 200.</param>
internal sealed record HeyResult(double P50, double P99, int Lost);
