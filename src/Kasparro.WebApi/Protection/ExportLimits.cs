using System.Threading.RateLimiting;
using Kasparro.Infrastructure.Configuration;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Kasparro.WebApi.Protection;

/// <summary>
/// Limits of exports, which last long: few of one client, a part of all requests in progress, a minimum rate at which
/// the client reads, and a time after which it is over.
/// </summary>
internal sealed class ExportLimits : IDisposable
{
    public const string Refusal =
        "Too many exports are in progress. Wait until one of yours has ended, or for as many seconds as Retry-After "
        + "says.";

    /// <summary>The part of all requests in progress that may be exports: one in so many.</summary>
    private const int ShareOfRequests = 4;

    /// <summary>Slower than any line that a person would wait at.</summary>
    private const double MinBytesPerSecond = 16 * 1024;

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _timeout;
    private readonly PartitionedRateLimiter<HttpContext> _clients;
    private readonly PartitionedRateLimiter<HttpContext> _all;
    private readonly PartitionedRateLimiter<HttpContext> _both;

    public ExportLimits(ApiSettings settings)
    {
        _timeout = settings.ExportTimeout;
        _clients = Concurrency(ClientAddress.Of, settings.MaxExports);
        _all = Concurrency(_ => "", Math.Max(1, settings.MaxConcurrent / ShareOfRequests));
        _both = PartitionedRateLimiter.CreateChained(_clients, _all);
    }

    /// <summary>A place for one export, to be disposed at its end; not acquired where there are too many.</summary>
    public RateLimitLease Acquire(HttpContext context) => _both.AttemptAcquire(context);

    /// <summary>Replaces the limits of other requests by those of exports.</summary>
    /// <returns>Cancelled when the export must end, or when the client is gone.</returns>
    public ExportLimit Apply(HttpContext context, TimeProvider time)
    {
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = new MinDataRate(MinBytesPerSecond, s_grace);
        return new ExportLimit(_timeout, time, context.RequestAborted);
    }

    public void Dispose()
    {
        _both.Dispose();
        _clients.Dispose();
        _all.Dispose();
    }

    private static PartitionedRateLimiter<HttpContext> Concurrency(Func<HttpContext, string> partition, int permits) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetConcurrencyLimiter(
                partition(context),
                _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = 0 }
            )
        );
}
