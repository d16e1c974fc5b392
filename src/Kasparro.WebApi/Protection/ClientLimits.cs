using System.Globalization;
using System.Threading.RateLimiting;
using Kasparro.Infrastructure.Configuration;
using Kasparro.WebApi.Errors;
using Microsoft.AspNetCore.RateLimiting;

namespace Kasparro.WebApi.Protection;

/// <summary>
/// A token bucket for each client, and a limit of requests in progress. Some routes are exempt.
/// </summary>
internal sealed class ClientLimits : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly ApiSettings _settings;
    private readonly PartitionedRateLimiter<HttpContext> _clients;
    private readonly PartitionedRateLimiter<HttpContext> _all;

    public ClientLimits(ApiSettings settings)
    {
        _settings = settings;
        _clients = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            settings.RateLimit == 0
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(
                    ClientAddress.Of(context),
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = settings.RateBurst,
                        TokensPerPeriod = settings.RateLimit,
                        ReplenishmentPeriod = s_period,
                    }
                )
        );
        _all = PartitionedRateLimiter.Create<HttpContext, string>(_ =>
            RateLimitPartition.GetConcurrencyLimiter(
                "",
                _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = settings.MaxConcurrent,
                    QueueLimit = settings.MaxConcurrent,
                }
            )
        );
        Both = PartitionedRateLimiter.CreateChained(_clients, _all);
    }

    public PartitionedRateLimiter<HttpContext> Both { get; }

    /// <summary>
    /// Takes what a request counts as beyond one from its client's bucket, at most all of it.
    /// </summary>
    /// <returns>Null where it counts as one, which is taken already; not acquired where less is left.</returns>
    public RateLimitLease? Charge(HttpContext context)
    {
        var weight = context.GetEndpoint()?.Metadata.GetMetadata<RequestWeight>()?.Of(context.Request) ?? 1;
        var more = Math.Min(weight, _settings.RateBurst) - 1;
        return more > 0 ? _clients.AttemptAcquire(context, more) : null;
    }

    /// <summary>Shows a client what is left of its limit.</summary>
    public void Announce(HttpContext context)
    {
        if (_settings.RateLimit == 0 || _clients.GetStatistics(context) is not { } statistics)
            return;

        var missing = _settings.RateBurst - statistics.CurrentAvailablePermits;
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = _settings.RateBurst.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = Math.Max(0, statistics.CurrentAvailablePermits)
            .ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = Math.Ceiling((double)missing / _settings.RateLimit)
            .ToString(CultureInfo.InvariantCulture);
    }

    public static ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken ct) =>
        new(RefuseAsync(refused.HttpContext, refused.Lease));

    public static async Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : s_period;
        var detail =
            "Wait for as many seconds as Retry-After says. Larger pages (limit=500) and exports (format=csv, "
            + "format=ndjson) need fewer requests.";
        await ProblemResults.TooManyRequests(context, wait, detail).ExecuteAsync(context);
    }

    public void Dispose()
    {
        Both.Dispose();
        _clients.Dispose();
        _all.Dispose();
    }
}
