using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.NewSource;

/// <summary>Every coin of <c>/coins</c>.</summary>
public sealed class NewSourceModule : ApiModule<ApiOptions>
{
    public override string Name => "newsource";

    internal override ApiDefinition Define(ApiOptions options, Settings settings) =>
        new()
        {
            Title = "NewSource",
            HomePage = new Uri("https://newsource.example"),
            Terms = new Uri("https://newsource.example/terms"),
            BaseAddress = new Uri("https://api.newsource.example/v1/"),
            Key = options.ApiKey is { } key ? ApiKey.InHeader("X-API-Key", key) : null,
            MinInterval = TimeSpan.FromSeconds(1),
            Paging = new NumberedPages(page => $"coins?page={page.Number}"),
            Mapping = new RecordFields
            {
                Id = "id",
                Symbol = "symbol",
                Name = "name",
                Price = "price_usd",
                MarketCap = "market_cap_usd",
                Volume24h = "volume_24h_usd",
                LastUpdated = "last_updated",
            }.ToMapping("newsource/1"),
            Scope = "everything",
        };
}
