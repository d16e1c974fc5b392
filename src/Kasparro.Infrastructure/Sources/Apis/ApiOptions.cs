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
    /// <summary>Key of a plan. Default: none.</summary>
    [Setting("API_KEY", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", IsSecret = true, IsPrefixed = true)]
    [RegularExpression(ApiKeyRule.Pattern, ErrorMessage = ApiKeyRule.Problem)]
    public string? ApiKey { get; set; }

    /// <summary>Host and version of the API. Default: the provider's.</summary>
    [Setting("BASE_URL", "https://api.example.com/v1", IsPrefixed = true)]
    public Uri? BaseUrl { get; set; }

    /// <summary>From the start of one request to the start of the next. Default: what the provider allows.</summary>
    [Setting("MIN_INTERVAL", "1s", IsPrefixed = true)]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan? MinInterval { get; set; }

    /// <summary>Requests that the plan has in a month; 0 for no limit. Default: what the plan has.</summary>
    [Setting("MONTHLY_REQUESTS", "10000", IsPrefixed = true)]
    [Range(0L, 1_000_000_000L)]
    public long? MonthlyRequests { get; set; }

    /// <summary>The longest that one run may take, all waiting included.</summary>
    [Setting("TIME_LIMIT", "10m", IsPrefixed = true)]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts after the first, for each request.</summary>
    [Setting("MAX_RETRIES", "4", IsPrefixed = true)]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 4;

    /// <summary>Bytes of one response after decompression.</summary>
    [Setting("MAX_RESPONSE_BYTES", "67108864", IsPrefixed = true)]
    [Range(1_024L, 1_073_741_824L)]
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How often a run is expected: the scheduler's interval.</summary>
    [Setting("CADENCE", "4h", IsPrefixed = true)]
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Cadence { get; set; } = TimeSpan.FromHours(4);
}
