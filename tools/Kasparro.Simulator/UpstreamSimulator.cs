using System.Collections.Concurrent;
using System.Net;
using Kasparro.Simulator.CoinGecko;
using Kasparro.Simulator.CoinPaprika;
using Kasparro.Simulator.Faults;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Replay;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Kasparro.Simulator;

/// <summary>A running simulation of both APIs, for tests and for machines that reach neither.</summary>
public sealed class UpstreamSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _requests;

    private UpstreamSimulator(WebApplication app, ConcurrentQueue<string> requests)
    {
        (_app, _requests) = (app, requests);
        Address = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
    }

    /// <summary>Without a path: http://127.0.0.1:port/, or where its options say that it listens.</summary>
    public Uri Address { get; }

    public Uri CoinGeckoUrl => new(Address, "api/v3/");

    public Uri CoinPaprikaUrl => new(Address, "v1/");

    /// <summary>Path and query of every request so far, refused ones too.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static async Task<UpstreamSimulator> StartAsync(
        SimulatorOptions options,
        TimeProvider? time = null,
        CancellationToken ct = default
    )
    {
        if (options.FindProblem() is { } problem)
            throw new ArgumentException(problem, nameof(options));

        time ??= TimeProvider.System;
        // The empty builder: the environment of a test host (ASPNETCORE_URLS, appsettings.json) is not about this
        // server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(options.Listen), options.Port));
        builder.Services.AddRoutingCore();
        var app = builder.Build();

        var requests = new ConcurrentQueue<string>();
        app.Use(
            (context, next) =>
            {
                requests.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
                return next(context);
            }
        );
        if (options.HostileRate > 0)
            app.Use(new HostileResponses(options.Seed, options.HostileRate).DamageSomeAsync);
        if (options.Rename is { } rename)
            app.Use(new RenamedFields(rename).RenameAsync);
        app.UseRouting();
        var market = new SimulatedMarket(MarketOf(options), time);
        var faults = new FaultPlan(options.Seed, options.Pace, options.FailRate, time);
        CoinGeckoApi.Map(app, market, faults, Recordings.In(options.Replay, "coingecko"));
        CoinPaprikaApi.Map(app, market, faults, Recordings.In(options.Replay, "coinpaprika"));
        app.UseEndpoints(_ => { });
        await app.StartAsync(ct);
        return new UpstreamSimulator(app, requests);
    }

    private static MarketOptions MarketOf(SimulatorOptions options) =>
        new(
            options.Seed,
            options.CoinGeckoCoins,
            options.CoinPaprikaCoins,
            options.Frozen ? options.At : null,
            options.Step
        );

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
