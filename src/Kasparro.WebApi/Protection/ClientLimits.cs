using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Kasparro.WebApi.Configuration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Kasparro.WebApi.Protection;

/// <summary>
/// A token bucket for each client, and a limit on what is answered at once. Routes that say so are exempt.
/// </summary>
internal sealed class ClientLimits : IDisposable
{
    /// <summary>What an IPv6 client chooses freely is not part of who it is.</summary>
    private const int Ipv6NetworkBytes = 8;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly ApiSettings _settings;
    private readonly PartitionedRateLimiter<HttpContext> _clients;
    private readonly PartitionedRateLimiter<HttpContext> _everybody;

    public ClientLimits(ApiSettings settings)
    {
        _settings = settings;
        _clients = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            settings.RateLimit == 0
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(
                    Client(context),
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = settings.RateBurst,
                        TokensPerPeriod = settings.RateLimit,
                        ReplenishmentPeriod = s_period,
                    }
                )
        );
        _everybody = PartitionedRateLimiter.Create<HttpContext, string>(_ =>
            RateLimitPartition.GetConcurrencyLimiter(
                "",
                _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = settings.MaxConcurrent,
                    QueueLimit = settings.MaxConcurrent,
                }
            )
        );
        Both = PartitionedRateLimiter.CreateChained(_clients, _everybody);
    }

    public PartitionedRateLimiter<HttpContext> Both { get; }

    /// <summary>Tells a client how much it has left.</summary>
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

    public static async ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken ct)
    {
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : s_period;
        var context = refused.HttpContext;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = context,
                    ProblemDetails = new ProblemDetails
                    {
                        Status = StatusCodes.Status429TooManyRequests,
                        Title = "Too many requests",
                        Detail =
                            "Wait for as many seconds as Retry-After says. Larger pages (limit=500) and exports (format=csv, format=ndjson) need fewer requests.",
                    },
                }
            );
    }

    public void Dispose()
    {
        Both.Dispose();
        _clients.Dispose();
        _everybody.Dispose();
    }

    private static string Client(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes))
            : address.ToString();
    }
}
