using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>
/// The settings that every source with an HTTP API has, each under the source's prefix. What is null is what the source
/// states (see <see cref="ApiDefinition"/>).
/// </summary>
public class ApiOptions
{
    [Setting(
        "API_KEY",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        IsSecret = true,
        IsPrefixed = true,
        Description = "Key of a plan"
    )]
    [RegularExpression(ApiKeyRule.Pattern, ErrorMessage = ApiKeyRule.Problem)]
    public string? ApiKey { get; set; }

    [Setting("BASE_URL", "https://api.example.com/v1", IsPrefixed = true, Description = "Host and version of the API")]
    public Uri? BaseUrl { get; set; }

    [Setting(
        "MIN_INTERVAL",
        "1s",
        IsPrefixed = true,
        Description = "From the start of one request to the start of the next"
    )]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan? MinInterval { get; set; }

    [Setting(
        "MONTHLY_REQUESTS",
        "10000",
        IsPrefixed = true,
        Description = "Requests that the plan has in a month (UTC), counted over all processes; 0 for no limit. "
            + "A run that would exceed it fails as `config`; `EtlHost plan` shows the use"
    )]
    [Range(0L, 1_000_000_000L)]
    public long? MonthlyRequests { get; set; }

    [Setting("TIME_LIMIT", "10m", IsPrefixed = true, Description = "Longest duration of one run, waiting included")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    [Setting("MAX_RETRIES", "4", IsPrefixed = true, Description = "Attempts after the first, for each request")]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 4;

    [Setting(
        "MAX_RESPONSE_BYTES",
        "67108864",
        IsPrefixed = true,
        Description = "Bytes of one response after decompression"
    )]
    [Range(1_024L, 1_073_741_824L)]
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    [Setting("CADENCE", "4h", IsPrefixed = true, Description = "How often a run is expected: the scheduler's interval")]
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Cadence { get; set; } = TimeSpan.FromHours(4);
}
