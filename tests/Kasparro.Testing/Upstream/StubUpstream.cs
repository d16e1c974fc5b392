using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kasparro.Testing.Upstream;

/// <summary>
/// A real HTTP server on the loopback interface that sends what a test gives it and records each request.
/// </summary>
public sealed class StubUpstream : IAsyncDisposable
{
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly WebApplication _app;

    private StubUpstream(WebApplication app) => _app = app;

    /// <summary>With a version in its path, as real ones have.</summary>
    public Uri Address =>
        new(
            new Uri(
                _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
            ),
            "/v1/"
        );

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public static async Task<StubUpstream> StartAsync(
        Func<StubRequest, StubResponse> respond,
        TimeProvider? time = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubUpstream(app);
        app.Run(http => stub.HandleAsync(http, respond, time ?? TimeProvider.System));
        await app.StartAsync();
        return stub;
    }

    /// <summary>The responses one after the other; the last one for every request after them.</summary>
    public static Func<StubRequest, StubResponse> InTurn(params StubResponse[] responses)
    {
        var next = -1;
        return _ => responses[Math.Min(Interlocked.Increment(ref next), responses.Length - 1)];
    }

    /// <summary>Returns once one more request has arrived.</summary>
    public Task NextRequestAsync() => _arrivals.WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task HandleAsync(HttpContext http, Func<StubRequest, StubResponse> respond, TimeProvider time)
    {
        var request = new StubRequest(
            time.GetUtcNow(),
            http.Request.Path,
            http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            http.Request.Headers.ToDictionary(
                pair => pair.Key,
                pair => pair.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            )
        );
        _requests.Enqueue(request);
        _arrivals.Release();
        http.Response.Headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        await SendAsync(http, respond(request));
    }

    private static async Task SendAsync(HttpContext http, StubResponse response)
    {
        if (response.Hangs)
        {
            await GoneAsync(http.RequestAborted);
            return;
        }

        http.Response.StatusCode = response.Status;
        http.Response.ContentType = response.ContentType;
        foreach (var (name, value) in response.Headers)
            http.Response.Headers[name] = value;
        http.Response.ContentLength = response.Body.Length;
        await http.Response.Body.WriteAsync(
            response.Body.AsMemory(0, response.CutAfter ?? response.Body.Length),
            http.RequestAborted
        );
        if (response.CutAfter is null)
            return;

        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    private static async Task GoneAsync(CancellationToken aborted)
    {
        var gone = new TaskCompletionSource();
        await using var registration = aborted.Register(gone.SetResult);
        await gone.Task;
    }
}
