using System.Globalization;
using Kasparro.Dev.Machine;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Programs;

/// <summary>The REST API in the background.</summary>
internal sealed class LocalApi(BackgroundProgram program, RepositoryFolders folders, LocalSettings settings)
{
    private const string PortVariable = "API_PORT";
    private const int DefaultPort = 8000;
    private const int LogLines = 20;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private string PortFile => folders.InState("api.port");

    /// <summary>Null while it does not run.</summary>
    public string? Url =>
        program.IsRunning && File.Exists(PortFile) ? $"http://127.0.0.1:{File.ReadAllText(PortFile)}" : null;

    /// <summary>On port 8000, API_PORT or the next free one; a running one is replaced.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> StartAsync(IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var wanted = WantedPort(settings);
        await program.StopAsync();
        var port = Ports.FirstFree(wanted);
        if (port != wanted)
            Terminal.Say($"Port {wanted} is in use: the API takes {port}.");
        var url = $"http://127.0.0.1:{port}";
        await program.StartAsync(new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = url });
        await File.WriteAllTextAsync(PortFile, port.ToString(CultureInfo.InvariantCulture), ct);
        await WaitUntilReadyAsync(url, ct);
        Terminal.Say($"The API is running on {url}");
        return url;
    }

    public Task StopAsync() => program.StopAsync();

    /// <exception cref="CannotContinueException">API_PORT is no port.</exception>
    public static int WantedPort(LocalSettings settings) =>
        settings.Find(PortVariable) is not { } text ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536
            ? port
        : throw new CannotContinueException(
            $"{PortVariable} is '{text}'; it may be 1 to 65535. Example: {PortVariable}={DefaultPort}",
            exitCode: 2
        );

    private async Task WaitUntilReadyAsync(string url, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_startLimit);
        while (!limit.IsCancellationRequested && program.IsRunning)
        {
            if (await IsReadyAsync(http, new Uri($"{url}/health/ready")))
                return;
            await Task.Delay(s_pause, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ct.ThrowIfCancellationRequested();
        var log = await File.ReadAllLinesAsync(program.Log, CancellationToken.None);
        await program.StopAsync();
        throw new CannotContinueException(
            $"{string.Join('\n', log.TakeLast(LogLines))}\n"
                + $"The API did not become ready. The end of its log, {program.Log}, is above."
        );
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri address)
    {
        try
        {
            using var response = await http.GetAsync(address);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
