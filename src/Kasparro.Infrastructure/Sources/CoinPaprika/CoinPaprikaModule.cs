using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>Every coin of <c>/tickers</c>: one request.</summary>
public sealed class CoinPaprikaModule : ApiModule<CoinPaprikaOptions>
{
    private static readonly Uri s_freeApi = new("https://api.coinpaprika.com/v1/");
    private static readonly Uri s_paidApi = new("https://api-pro.coinpaprika.com/v1/");

    public override string Name => "coinpaprika";

    internal override IReadOnlyDictionary<string, SettingNote> Notes { get; } =
        new Dictionary<string, SettingNote>
        {
            ["API_KEY"] = new() { Remark = "Without one, the free API returns the 2,000 largest coins" },
            ["BASE_URL"] = new()
            {
                Example = "https://api.coinpaprika.com/v1",
                Default = "on api.coinpaprika.com, with a key on api-pro.coinpaprika.com",
            },
            ["MIN_INTERVAL"] = new() { Remark = "Matters for retries only: one request fetches everything" },
            ["MONTHLY_REQUESTS"] = new() { Example = "20000", Default = "20000 without a key, else none" },
        };

    internal override ApiDefinition Define(CoinPaprikaOptions options, Settings settings) =>
        new()
        {
            Title = "CoinPaprika",
            HomePage = new Uri("https://coinpaprika.com"),
            Terms = new Uri("https://coinpaprika.com/terms-of-use"),
            SlugOf = static id => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..],
            BaseAddress = options.ApiKey is null ? s_freeApi : s_paidApi,
            Key = options.ApiKey is { } key ? ApiKey.InHeader("Authorization", key, options.AuthScheme) : null,
            // CoinPaprika allows ten a second; only retries notice it.
            MinInterval = TimeSpan.FromSeconds(1),
            MonthlyRequests = options.ApiKey is null ? 20_000 : null,
            Paging = new OneCall("tickers?quotes=USD"),
            Mapping = new(CoinPaprikaMapping.Version, CoinPaprikaMapping.Map, CoinPaprikaMapping.FieldsOf)
            {
                Fields = CoinPaprikaMapping.Fields,
            },
            History = CoinPaprikaHistory.Of(isFree: options.ApiKey is null),
            Scope = "everything",
        };
}
