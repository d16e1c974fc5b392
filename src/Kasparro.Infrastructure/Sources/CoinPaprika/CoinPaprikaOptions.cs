using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>Settings of the CoinPaprika source.</summary>
public sealed class CoinPaprikaOptions
{
    private static readonly Uri s_freeApi = new("https://api.coinpaprika.com/v1/");
    private static readonly Uri s_paidApi = new("https://api-pro.coinpaprika.com/v1/");

    /// <summary>Key of a paid plan. Default: none, which the free API takes: the 2,000 largest coins.</summary>
    [Setting("COINPAPRIKA_API_KEY", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", IsSecret = true)]
    [RegularExpression(ApiKeyRule.Pattern, ErrorMessage = ApiKeyRule.Problem)]
    public string? ApiKey { get; set; }

    /// <summary>
    /// Word in front of the key in the Authorization header, such as Bearer. Default: none, as in the vendor's clients.
    /// </summary>
    [Setting("COINPAPRIKA_AUTH_SCHEME", "Bearer")]
    [RegularExpression("[A-Za-z]+", ErrorMessage = "is not a scheme: one word of letters")]
    public string? AuthScheme { get; set; }

    /// <summary>
    /// Host and version of the API. Default: api.coinpaprika.com, with a key api-pro.coinpaprika.com.
    /// </summary>
    [Setting("COINPAPRIKA_BASE_URL", "https://api.coinpaprika.com/v1")]
    public Uri? BaseUrl { get; set; }

    /// <summary>Requests that the plan has in a month; 0 for no limit. Default: 20000 without a key.</summary>
    [Setting("COINPAPRIKA_MONTHLY_REQUESTS", "20000")]
    [Range(0L, 1_000_000_000L)]
    public long? MonthlyRequests { get; set; }

    /// <summary>
    /// From the start of one request to the start of the next; only retries notice it. CoinPaprika allows ten a second.
    /// </summary>
    [Setting("COINPAPRIKA_MIN_INTERVAL", "1s")]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that one run may take, all waiting included.</summary>
    [Setting("COINPAPRIKA_TIME_LIMIT", "10m")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts after the first.</summary>
    [Setting("COINPAPRIKA_MAX_RETRIES", "4")]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 4;

    /// <summary>Bytes of the response after decompression; all active coins are about 9 MB.</summary>
    [Setting("COINPAPRIKA_MAX_RESPONSE_BYTES", "67108864")]
    [Range(1_024L, 1_073_741_824L)]
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How often a run is expected: the scheduler's interval.</summary>
    [Setting("COINPAPRIKA_CADENCE", "4h")]
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Cadence { get; set; } = TimeSpan.FromHours(4);

    internal Uri EffectiveBaseUrl => BaseUrl ?? (ApiKey is null ? s_freeApi : s_paidApi);

    internal long? EffectiveMonthlyRequests =>
        MonthlyRequests switch
        {
            0 => null,
            { } limit => limit,
            null => ApiKey is null ? 20_000 : null,
        };
}
