using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Api;

/// <summary>
/// The API as it is deployed: a process of its own on a free port, without the limit of one client's requests.
/// </summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ApiProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public int ProcessId => _process.Id;

    public static async Task<ApiProcess> StartAsync(TestDatabase database, long pageCacheBytes)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Kasparro.WebApi.dll")])
        {
            RedirectStandardOutput = true,
            // A developer's own .env is no part of a measurement.
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["DATABASE_URL"] = database.ConnectionString;
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["API_RATE_LIMIT"] = "0";
        start.Environment["API_PAGE_CACHE_BYTES"] = pageCacheBytes.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await WaitAsync(address, process);
        return new ApiProcess(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task WaitAsync(string address, Process process)
    {
        using var client = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var response = await client.GetAsync(new Uri($"{address}/health/ready"));
                return;
            }
            catch (HttpRequestException) when (attempt < 600 && !process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
