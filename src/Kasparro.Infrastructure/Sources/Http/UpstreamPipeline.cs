using System.Net;
using Kasparro.Application;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// The way of each request, outermost first: the run's deadline, retry, circuit breaker, redirects, minimum interval,
/// the attempt's timeout, key, body. Each retry and redirect therefore takes a slot of the minimum interval, and
/// waiting for a slot does not count against the attempt.
/// </summary>
internal static class UpstreamPipeline
{
    private static readonly string s_userAgent = $"Kasparro/{ProductVersion.Number}";

    /// <summary>Adds the <see cref="UpstreamClient"/> of a source, under its name.</summary>
    public static void AddUpstream(this IServiceCollection services, Upstream upstream)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton(
            upstream.Source,
            (provider, _) => new MinimumInterval(upstream.MinInterval, Time(provider))
        );
        services.AddKeyedSingleton(
            upstream.Source,
            (provider, _) =>
                new UpstreamClient(provider.GetRequiredService<IHttpClientFactory>(), upstream, Time(provider))
        );

        var http = services
            .AddHttpClient(upstream.Source, client => Configure(client, upstream))
            // Its own log lines hold addresses and, at Trace, headers with the key; ours are in UpstreamLog.
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(NewConnections);

        http.AddResilienceHandler("run", (pipeline, context) => AddOuter(pipeline, upstream, context.ServiceProvider));
        http.AddHttpMessageHandler(() => new RedirectHandler());
        http.AddHttpMessageHandler(provider => new MinimumIntervalHandler(
            provider.GetRequiredKeyedService<MinimumInterval>(upstream.Source)
        ));
        http.AddResilienceHandler(
            "attempt",
            (pipeline, context) => AddInner(pipeline, upstream, context.ServiceProvider)
        );
        http.AddHttpMessageHandler(() => new ApiKeyHandler(upstream));
        http.AddHttpMessageHandler(() => new BufferingHandler(upstream));
    }

    private static SocketsHttpHandler NewConnections() =>
        new()
        {
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false, // RedirectHandler knows which to follow
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };

    private static void Configure(HttpClient client, Upstream upstream)
    {
        client.BaseAddress = upstream.BaseAddress;
        client.Timeout = Timeout.InfiniteTimeSpan; // it would count real time; the pipeline has its own
        client.DefaultRequestHeaders.UserAgent.ParseAdd(s_userAgent);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    private static void AddOuter(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline,
        Upstream upstream,
        IServiceProvider provider
    )
    {
        var time = pipeline.TimeProvider = Time(provider);
        var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UpstreamPipeline).FullName!);

        pipeline.AddTimeout(
            new HttpTimeoutStrategyOptions
            {
                Name = "deadline",
                TimeoutGenerator = call => ValueTask.FromResult(UntilDeadline(call, time)),
            }
        );
        if (upstream.MaxRetries > 0)
            pipeline.AddRetry(new RetryPolicy(upstream, time, log).ToOptions());
        pipeline.AddCircuitBreaker(CircuitBreaker(upstream, log));
    }

    /// <summary>
    /// Opens where four of five requests failed, of eight or more within ten minutes: the upstream is in trouble, and a
    /// hundred more pages, each with its retries, would only add to it.
    /// </summary>
    private static HttpCircuitBreakerStrategyOptions CircuitBreaker(Upstream upstream, ILogger log) =>
        new()
        {
            Name = "breaker",
            FailureRatio = 0.8,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromMinutes(10),
            BreakDuration = TimeSpan.FromMinutes(2),
            OnOpened = opened =>
            {
                UpstreamLog.CircuitOpened(log, upstream.Source, opened.BreakDuration.TotalSeconds);
                return default;
            },
        };

    private static void AddInner(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline,
        Upstream upstream,
        IServiceProvider provider
    )
    {
        pipeline.TimeProvider = Time(provider);
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Name = "attempt", Timeout = upstream.AttemptTimeout });
    }

    private static TimeSpan UntilDeadline(TimeoutGeneratorArguments call, TimeProvider time)
    {
        var left = call.Context.GetRequestMessage()!.GetFetchContext().Deadline - time.GetUtcNow();
        // Zero and less would mean no limit at all.
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
