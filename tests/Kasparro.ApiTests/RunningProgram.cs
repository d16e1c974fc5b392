using System.Diagnostics;
using System.Text.RegularExpressions;
using Kasparro.WebApi.Endpoints.Status;

namespace Kasparro.ApiTests;

/// <summary>The real program in a process of its own, on a free port.</summary>
internal sealed partial class RunningProgram : IDisposable
{
    private readonly Process _process;

    private RunningProgram(Process process, Uri address) =>
        (_process, Client) = (process, new HttpClient { BaseAddress = address });

    public HttpClient Client { get; }

    public int Id => _process.Id;

    public static Task<RunningProgram> StartAsync(
        string connectionString,
        params (string Variable, string Value)[] settings
    ) => StartInAsync(Directory.GetCurrentDirectory(), [("DATABASE_URL", connectionString), .. settings]);

    /// <summary>In a folder that may have an .env.</summary>
    public static async Task<RunningProgram> StartInAsync(
        string folder,
        params (string Variable, string Value)[] settings
    )
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RecentHealth).Assembly.Location])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment.Remove("DATABASE_URL");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (variable, value) in settings)
            start.Environment[variable] = value;
        var process = Process.Start(start)!;
        var line = await LineAsync(process, "Now listening on");
        return new RunningProgram(process, new Uri(Address().Match(line).Value));
    }

    /// <summary>Reads the log up to the first line that contains a text.</summary>
    public Task<string> LineAsync(string text) => LineAsync(_process, text);

    /// <summary>The exit code, once the program has ended.</summary>
    public async Task<int> EndAsync()
    {
        await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static async Task<string> LineAsync(Process process, string text)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        throw new InvalidOperationException($"The program ended without the line '{text}'.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
