using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.WebApi.Configuration;

/// <summary>Settings of the API.</summary>
internal sealed class ApiSettings
{
    private const int DefaultPort = 8000;

    /// <summary>Where the API listens without ASPNETCORE_URLS and API_PORT.</summary>
    public static readonly string DefaultAddress = AddressAt(DefaultPort);

    /// <summary>Port of every address of this machine, where ASPNETCORE_URLS says no other.</summary>
    [Setting("API_PORT", "8000")]
    [Range(1, 65_535)]
    public int Port { get; set; } = DefaultPort;

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
    /// Requests of all clients in progress. As many more wait; the rest get 429. At most a quarter of them are exports.
    /// </summary>
    [Setting("API_MAX_CONCURRENT", "100")]
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 100;

    /// <summary>Bytes of pages of /data that are cached until the next commit; 0 for none.</summary>
    [Setting("API_PAGE_CACHE_BYTES", "67108864")]
    [Range(0, 17_179_869_184)]
    public long PageCacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Addresses or networks of proxies whose X-Forwarded-For is trusted, separated by commas. None by default: any
    /// client can send that header.
    /// </summary>
    [Setting("API_TRUSTED_PROXIES", "10.0.0.0/16,127.0.0.1")]
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Origins whose pages may read responses, separated by commas; * for all. None by default.</summary>
    [Setting("API_CORS_ORIGINS", "https://app.example.com")]
    public string[] CorsOrigins { get; set; } = [];

    /// <summary>Exports (CSV, NDJSON, Parquet) of one client in progress.</summary>
    [Setting("API_MAX_EXPORTS", "2")]
    [Range(1, 1_000)]
    public int MaxExports { get; set; } = 2;

    /// <summary>The longest that an export may take; its connection is then closed.</summary>
    [Setting("API_EXPORT_TIMEOUT", "10m")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ExportTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The longest that a response may take; its query is then cancelled. Exports have a limit of their own.
    /// </summary>
    [Setting("API_REQUEST_TIMEOUT", "30s")]
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the database may take until /health calls it down.</summary>
    [Setting("API_HEALTH_PATIENCE", "4s")]
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan HealthPatience { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a stop waits for requests in progress.</summary>
    [Setting("API_SHUTDOWN_TIMEOUT", "25s")]
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);

    public string Address => AddressAt(Port);

    private static string AddressAt(int port) => string.Create(CultureInfo.InvariantCulture, $"http://*:{port}");
}
