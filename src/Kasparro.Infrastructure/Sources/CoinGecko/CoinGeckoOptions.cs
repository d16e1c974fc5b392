using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>
/// Settings of the CoinGecko source. What is null follows from the plan (see <see cref="CoinGeckoAccess"/>).
/// </summary>
public sealed class CoinGeckoOptions
{
    /// <summary>Key of a demo or paid plan. Without one, requests go out keyless: slower and fewer.</summary>
    [Setting("COINGECKO_API_KEY", "CG-xxxxxxxxxxxxxxxxxxxxxxxx", IsSecret = true)]
    [RegularExpression(ApiKeyRule.Pattern, ErrorMessage = ApiKeyRule.Problem)]
    public string? ApiKey { get; set; }

    /// <summary>
    /// keyless, demo or pro. Default: keyless without a key, pro with one and a base URL on pro-api.*, else demo.
    /// </summary>
    [Setting("COINGECKO_PLAN", "demo")]
    public CoinGeckoPlan? Plan { get; set; }

    /// <summary>Host and version of the API. Default: the plan's host.</summary>
    [Setting("COINGECKO_BASE_URL", "https://api.coingecko.com/api/v3")]
    public Uri? BaseUrl { get; set; }

    /// <summary>Coins per page. CoinGecko sends 250 at most.</summary>
    [Setting("COINGECKO_PAGE_SIZE", "250")]
    [Range(1, 250)]
    public int PageSize { get; set; } = 250;

    /// <summary>Pages per run, largest market caps first; 0 for all. Default: 10 keyless, 50 demo, 0 pro.</summary>
    [Setting("COINGECKO_MAX_PAGES", "50")]
    [Range(0, CoinGeckoWalk.HardCap)]
    public int? MaxPages { get; set; }

    /// <summary>Requests that the plan has in a month; 0 for no limit. Default: 10000 demo, else no limit.</summary>
    [Setting("COINGECKO_MONTHLY_REQUESTS", "10000")]
    [Range(0L, 1_000_000_000L)]
    public long? MonthlyRequests { get; set; }

    /// <summary>
    /// From the start of one request to the start of the next. Default: 20s keyless, 2400ms demo, 240ms pro.
    /// </summary>
    [Setting("COINGECKO_MIN_INTERVAL", "2400ms")]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan? MinInterval { get; set; }

    /// <summary>The longest that one run may take, all waiting included.</summary>
    [Setting("COINGECKO_TIME_LIMIT", "20m")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Attempts after the first, for each request.</summary>
    [Setting("COINGECKO_MAX_RETRIES", "4")]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 4;

    /// <summary>Bytes of one response after decompression; 250 coins are about 300 KB.</summary>
    [Setting("COINGECKO_MAX_RESPONSE_BYTES", "67108864")]
    [Range(1_024L, 1_073_741_824L)]
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How often a run is expected: the scheduler's interval.</summary>
    [Setting("COINGECKO_CADENCE", "4h")]
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Cadence { get; set; } = TimeSpan.FromHours(4);

    internal CoinGeckoPlan EffectivePlan =>
        Plan
        ?? (ApiKey, BaseUrl) switch
        {
            (null, _) => CoinGeckoPlan.Keyless,
            (_, { Host: var host })
                when host.StartsWith(CoinGeckoAccess.ProHostPrefix, StringComparison.OrdinalIgnoreCase) =>
                CoinGeckoPlan.Pro,
            _ => CoinGeckoPlan.Demo,
        };

    internal long? EffectiveMonthlyRequests =>
        MonthlyRequests switch
        {
            0 => null,
            { } limit => limit,
            null => EffectivePlan == CoinGeckoPlan.Demo ? 10_000 : null,
        };
}
