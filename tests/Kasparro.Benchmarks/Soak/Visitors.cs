using System.Diagnostics;

namespace Kasparro.Benchmarks.Soak;

/// <summary>Clients that ask every route in turn, so many times a second, and count what they do not get.</summary>
internal sealed class Visitors(string address) : IDisposable
{
    private static readonly string[] s_routes =
    [
        "/data?limit=50",
        "/data?symbol=btc",
        "/data?latest=true",
        "/assets",
        "/stats",
        "/list-runs",
        "/changes",
        "/health",
        "/metrics",
    ];

    private readonly HttpClient _http = new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    private readonly Dictionary<string, int> _lost = [];

    public long Asked { get; private set; }

    /// <summary>Each kind of failure and how often.</summary>
    public IReadOnlyDictionary<string, int> Lost => _lost;

    public async Task AskAsync(double requestsPerSecond, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (!ct.IsCancellationRequested)
        {
            var due = (long)(watch.Elapsed.TotalSeconds * requestsPerSecond) - Asked;
            await Task.WhenAll(Enumerable.Range(0, (int)Math.Min(due, 8)).Select(_ => AskOnceAsync()));
            if (due <= 0)
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task AskOnceAsync()
    {
        var route = s_routes[Asked++ % s_routes.Length];
        try
        {
            using var response = await _http.GetAsync(new Uri(route, UriKind.Relative));
            await response.Content.ReadAsByteArrayAsync();
            // A source that was disturbed degrades /health, which is an answer.
            if (!response.IsSuccessStatusCode && route != "/health")
                Count($"{(int)response.StatusCode} {route}");
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException)
        {
            Count($"{failed.GetType().Name} {route}");
        }
    }

    private void Count(string failure)
    {
        lock (_lost)
            _lost[failure] = _lost.GetValueOrDefault(failure) + 1;
    }
}
