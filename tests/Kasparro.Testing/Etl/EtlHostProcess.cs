using System.Diagnostics;
using Kasparro.Testing.Database;

namespace Kasparro.Testing.Etl;

/// <summary>
/// The EtlHost program as it is started by people and schedulers: a process of its own, with its own environment.
/// </summary>
public sealed class EtlHostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private EtlHostProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <param name="database">The database of the program; null for none.</param>
    /// <param name="environment">Its other settings.</param>
    /// <param name="arguments">Its command line.</param>
    public static EtlHostProcess Start(
        TestDatabase? database,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments
    ) => Start(Path.GetTempPath(), database, environment, arguments);

    private static EtlHostProcess Start(
        string folder,
        TestDatabase? database,
        IReadOnlyDictionary<string, string>? environment,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Kasparro.EtlHost.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // What the test host was given must not reach the program.
        foreach (
            var name in start
                .Environment.Keys.Where(name =>
                    name.StartsWith("POSTGRES_", StringComparison.Ordinal)
                    || name.StartsWith("COIN", StringComparison.Ordinal)
                    || name is "DATABASE_URL" or "CSV_PATH" or "ENABLED_SOURCES"
                )
                .ToList()
        )
            start.Environment.Remove(name);
        // A test that wants a source to be retried says so.
        start.Environment["ETL_RETRY_PAUSE"] = "0s";
        if (database is not null)
            start.Environment["DATABASE_URL"] = database.ConnectionString;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new EtlHostProcess(Process.Start(start)!);
    }

    public static async Task<EtlHostExit> RunAsync(
        TestDatabase? database,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments
    )
    {
        await using var host = Start(database, environment, arguments);
        return await host.ExitAsync();
    }

    /// <summary>With nothing but what the folder says.</summary>
    public static Task<EtlHostExit> RunInAsync(string folder, params string[] arguments) =>
        RunInAsync(folder, new Dictionary<string, string>(), arguments);

    public static async Task<EtlHostExit> RunInAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        await using var host = Start(folder, null, environment, arguments);
        return await host.ExitAsync();
    }

    public async Task<EtlHostExit> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return new EtlHostExit(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>As a container is stopped.</summary>
    public async Task TerminateAsync()
    {
        if (_process.HasExited)
            return;
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>As someone who is impatient: hundreds of times a second.</summary>
    public async Task TerminateUntilItEndsAsync()
    {
        using var kill = Process.Start(
            new ProcessStartInfo("sh", ["-c", $"while kill -TERM {Id} 2>/dev/null; do sleep 0.002; done"])
        )!;
        await kill.WaitForExitAsync();
    }

    /// <summary>As a machine that loses power.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

/// <summary>How the program ended and what it said.</summary>
public sealed record EtlHostExit(int Code, string Output, string Errors);
