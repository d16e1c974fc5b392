using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>Joins CoinGecko to the product.</summary>
public sealed class CoinGeckoModule : ApiModule<CoinGeckoOptions>
{
    private const string KeyExample = "CG-xxxxxxxxxxxxxxxxxxxxxxxx";

    /// <summary>CoinGecko's own codes in <c>status.error_code</c> that a setting cures.</summary>
    private static readonly Dictionary<int, string> s_configCodes = new()
    {
        [10002] = "CoinGecko wants a key: set COINGECKO_API_KEY.",
        [10005] = "The plan does not include this: check the plan behind COINGECKO_API_KEY, and COINGECKO_PLAN.",
        [10012] = "The plan hands out the past 365 days: give a later --from.",
        [10010] = "The key is of a paid plan: set COINGECKO_PLAN=pro, and COINGECKO_BASE_URL to its host if it is set.",
        [10011] =
            "The key is of the demo plan: set COINGECKO_PLAN=demo, and COINGECKO_BASE_URL to its host if it is set.",
    };

    public override string Name => "coingecko";

    internal override IReadOnlyDictionary<string, SettingNote> Notes { get; } =
        new Dictionary<string, SettingNote>
        {
            ["API_KEY"] = new()
            {
                Example = KeyExample,
                Remark = "Without one, requests are keyless: slower and fewer",
            },
            ["BASE_URL"] = new() { Example = "https://api.coingecko.com/api/v3", Default = "the plan's" },
            ["MIN_INTERVAL"] = new() { Example = "2400ms", Default = "20s keyless, 2400ms demo, 240ms pro" },
            ["MONTHLY_REQUESTS"] = new() { Default = "10000 demo, else none" },
            ["TIME_LIMIT"] = new() { Example = "20m" },
        };

    /// <summary>
    /// By id where all pages are walked: ranks move during the walk, ids do not. By market cap where a budget ends the
    /// walk early: by id it would keep the coins whose ids start with 'a'.
    /// </summary>
    internal static string Address(int page, int pageSize, int maxPages) =>
        $"coins/markets?vs_currency=usd&order={(maxPages == 0 ? "id_asc" : "market_cap_desc")}"
        + $"&per_page={pageSize}&page={page}&precision=full&sparkline=false";

    internal override ApiDefinition Define(CoinGeckoOptions options, Settings settings)
    {
        var plan = options.EffectivePlan;
        if (plan != CoinGeckoPlan.Keyless && options.ApiKey is null)
            settings.Report(
                "COINGECKO_API_KEY",
                $"is not set, and COINGECKO_PLAN is {plan.ToString().ToLowerInvariant()}, which needs it",
                KeyExample
            );

        var access = CoinGeckoAccess.Of(plan);
        var maxPages = options.MaxPages ?? access.MaxPages;
        return new ApiDefinition
        {
            Title = "CoinGecko",
            HomePage = new Uri("https://www.coingecko.com"),
            Terms = new Uri("https://www.coingecko.com/en/api_terms"),
            Attribution = "Data provided by CoinGecko",
            SlugOf = static id => id,
            BaseAddress = access.BaseUrl,
            Key = access.Key(options.ApiKey),
            Plan = plan.ToString().ToLowerInvariant(),
            MinInterval = access.MinInterval,
            MonthlyRequests = plan == CoinGeckoPlan.Demo ? 10_000 : null,
            ConfigCodes = s_configCodes,
            Paging = new NumberedPages(
                page => Address(page.Number, options.PageSize, maxPages),
                maxPages,
                BudgetSetting: "COINGECKO_MAX_PAGES"
            ),
            Mapping = new(CoinGeckoMapping.Version, CoinGeckoMapping.Map, CoinGeckoMapping.FieldsOf)
            {
                Fields = CoinGeckoMapping.Fields,
            },
            History = CoinGeckoHistory.Of(plan),
            Scope = $"{maxPages} pages of {options.PageSize}",
            Notice = access.KeyHeader is null
                ? $"CoinGecko requests carry no key: slow, {maxPages} pages at most. Set COINGECKO_API_KEY to lift this"
                : null,
        };
    }
}
