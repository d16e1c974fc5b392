using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>
/// Settings of the CoinGecko source. What is null follows from the plan (see <see cref="CoinGeckoAccess"/>).
/// </summary>
public sealed class CoinGeckoOptions : ApiOptions
{
    /// <summary>Many pages take their time.</summary>
    public CoinGeckoOptions() => TimeLimit = TimeSpan.FromMinutes(20);

    [Setting(
        "COINGECKO_PLAN",
        "demo",
        Description = "CoinGecko's kind of access; hosts, headers and rates follow from it",
        Default = "`keyless` without a key; with one `demo`, or `pro` if the base URL is on `pro-api.*`"
    )]
    public CoinGeckoPlan? Plan { get; set; }

    [Setting("COINGECKO_PAGE_SIZE", "250", Description = "Coins per page. CoinGecko returns 250 at most")]
    [Range(1, 250)]
    public int PageSize { get; set; } = 250;

    [Setting(
        "COINGECKO_MAX_PAGES",
        "50",
        Description = "Pages per run, largest market caps first; 0 for all",
        Default = "10 keyless, 50 demo, 0 pro"
    )]
    [Range(0, PageWalk.HardCap)]
    public int? MaxPages { get; set; }

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
}
