using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>Settings of the API.</summary>
public sealed class ApiSettings
{
    private const int DefaultPort = 8000;

    /// <summary>Where the API listens without ASPNETCORE_URLS and API_PORT.</summary>
    public static readonly string DefaultAddress = AddressAt(DefaultPort);

    [Setting(
        "API_PORT",
        "8000",
        Description = "Port of the API; `make up` uses it too, and Compose on 127.0.0.1. `ASPNETCORE_URLS` wins"
    )]
    [Range(1, 65_535)]
    public int Port { get; set; } = DefaultPort;

    [Setting(
        "API_RATE_LIMIT",
        "100",
        Description = "Requests per second that one client may make on average; 0 for no limit. A request that "
            + "makes the database work counts more: an export or `updated_since` 10 more, `offset` 1 "
            + "per 1,000 rows, `/compare-runs` 5. `/health` and `/metrics` are exempt"
    )]
    [Range(0, 100_000)]
    public int RateLimit { get; set; } = 100;

    [Setting("API_RATE_BURST", "200", Description = "Requests that one client may make at once after a pause")]
    [Range(1, 1_000_000)]
    public int RateBurst { get; set; } = 200;

    [Setting(
        "API_MAX_CONCURRENT",
        "100",
        Description = "Concurrent requests, all clients together. As many more wait; the rest get 429"
    )]
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 100;

    [Setting(
        "API_PAGE_CACHE_BYTES",
        "67108864",
        Description = "Bytes of finished pages of `/data` that are cached until the next commit; 0 for none"
    )]
    [Range(0, 17_179_869_184)]
    public long PageCacheBytes { get; set; } = 64 * 1024 * 1024;

    [Setting(
        "API_TRUSTED_PROXIES",
        "10.0.0.0/16,127.0.0.1",
        Description = "Addresses or networks of proxies whose `X-Forwarded-For` is trusted, separated by commas"
    )]
    public string[] TrustedProxies { get; set; } = [];

    [Setting(
        "API_CORS_ORIGINS",
        "https://app.example.com",
        Description = "Origins whose pages may read responses, separated by commas; `*` for all"
    )]
    public string[] CorsOrigins { get; set; } = [];

    [Setting(
        "API_MAX_EXPORTS",
        "2",
        Description = "Concurrent exports (CSV, NDJSON, Parquet) of one client; all clients together get a quarter of "
            + "`API_MAX_CONCURRENT`"
    )]
    [Range(1, 1_000)]
    public int MaxExports { get; set; } = 2;

    [Setting(
        "API_EXPORT_TIMEOUT",
        "10m",
        Description = "Longest duration of an export; after that its connection is closed"
    )]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ExportTimeout { get; set; } = TimeSpan.FromMinutes(10);

    [Setting(
        "API_REQUEST_TIMEOUT",
        "30s",
        Description = "Longest duration of a response; after that its query is cancelled. Exports have a limit "
            + "of their own"
    )]
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [Setting("API_HEALTH_PATIENCE", "4s", Description = "How long the database may take until `/health` calls it down")]
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan HealthPatience { get; set; } = TimeSpan.FromSeconds(4);

    [Setting("API_SHUTDOWN_TIMEOUT", "25s", Description = "How long a stopping API waits for running requests")]
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);

    public string Address => AddressAt(Port);

    private static string AddressAt(int port) => string.Create(CultureInfo.InvariantCulture, $"http://*:{port}");
}
