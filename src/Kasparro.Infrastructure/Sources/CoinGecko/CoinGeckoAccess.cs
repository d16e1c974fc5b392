using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>The defaults of a plan.</summary>
/// <param name="KeyHeader">Null where no key is sent.</param>
/// <param name="MinInterval">CoinGecko counts failures too, so this holds for retries as well.</param>
/// <param name="MaxPages">0 for all there are.</param>
internal sealed record CoinGeckoAccess(Uri BaseUrl, string? KeyHeader, TimeSpan MinInterval, int MaxPages)
{
    public const string ProHostPrefix = "pro-api.";

    private static readonly Uri s_publicApi = new("https://api.coingecko.com/api/v3/");
    private static readonly Uri s_proApi = new("https://pro-api.coingecko.com/api/v3/");

    public static CoinGeckoAccess Of(CoinGeckoPlan plan) =>
        plan switch
        {
            // All users of an IP address share its rate; three a minute is what was seen to go through every time.
            CoinGeckoPlan.Keyless => new(s_publicApi, null, TimeSpan.FromSeconds(20), MaxPages: 10),
            // 25 a minute; 50 pages × 6 runs × 31 days = 9,300 of the 10,000 calls a month.
            CoinGeckoPlan.Demo => new(s_publicApi, "x-cg-demo-api-key", TimeSpan.FromSeconds(2.4), MaxPages: 50),
            _ => new(s_proApi, "x-cg-pro-api-key", TimeSpan.FromMilliseconds(240), MaxPages: 0),
        };

    public ApiKey? Key(string? key) => KeyHeader is null || key is null ? null : ApiKey.InHeader(KeyHeader, key);
}
