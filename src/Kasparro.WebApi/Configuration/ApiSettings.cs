using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.WebApi.Configuration;

/// <summary>Settings of the API. Its address is ASPNETCORE_URLS; without it, port 8000.</summary>
internal sealed class ApiSettings
{
    /// <summary>
    /// Requests a second that one client may make, on average; 0 for no limit. /health and /metrics are exempt.
    /// </summary>
    [Setting("API_RATE_LIMIT", "100")]
    [Range(0, 100_000)]
    public int RateLimit { get; set; } = 100;

    /// <summary>Requests that one client may make at once after a pause.</summary>
    [Setting("API_RATE_BURST", "200")]
    [Range(1, 1_000_000)]
    public int RateBurst { get; set; } = 200;

    /// <summary>
    /// Requests that are answered at the same time, of all clients. As many more wait for their turn; the rest are sent
    /// away.
    /// </summary>
    [Setting("API_MAX_CONCURRENT", "100")]
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 100;

    /// <summary>Bytes of finished pages of /data that are remembered until the next commit; 0 for none.</summary>
    [Setting("API_PAGE_CACHE_BYTES", "67108864")]
    [Range(0, 17_179_869_184)]
    public long PageCacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas. None by default:
    /// anybody can write that header.
    /// </summary>
    [Setting("API_TRUSTED_PROXIES", "10.0.0.0/16,127.0.0.1")]
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Origins whose pages may read answers, separated by commas; * for all. None by default.</summary>
    [Setting("API_CORS_ORIGINS", "https://app.example.com")]
    public string[] CorsOrigins { get; set; } = [];

    /// <summary>The longest that an answer may take; its query is then cancelled. Exports may take longer.</summary>
    [Setting("API_REQUEST_TIMEOUT", "30s")]
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for requests that are being answered.</summary>
    [Setting("API_SHUTDOWN_TIMEOUT", "25s")]
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);
}
