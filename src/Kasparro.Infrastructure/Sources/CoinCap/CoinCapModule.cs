using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.CoinCap;

/// <summary>Every asset of <c>/assets</c>. The time of the prices stands around them.</summary>
public sealed class CoinCapModule : ApiModule<ApiOptions>
{
    public override string Name => "coincap";

    public override bool IsOnByDefault => false;

    internal override bool RequiresKey => true;

    internal override ApiDefinition Define(ApiOptions options, Settings settings) =>
        new()
        {
            Title = "CoinCap",
            HomePage = new Uri("https://coincap.io"),
            Terms = new Uri("https://coincap.io/terms"),
            SlugOf = static id => id,
            BaseAddress = new Uri("https://rest.coincap.io/v3/"),
            Key = options.ApiKey is { } key ? ApiKey.InHeader("Authorization", key, "Bearer") : null,
            MinInterval = TimeSpan.FromSeconds(1),
            Paging = new NumberedPages(page => $"assets?limit=2000&offset={page.Offset}"),
            RecordsAt = "data",
            Envelope = new EnvelopeFields("timestamp") { AreStated = true },
            Mapping = new RecordFields
            {
                Id = "id",
                Symbol = "symbol",
                Name = "name",
                Price = "priceUsd",
                MarketCap = "marketCapUsd",
                Volume24h = "volumeUsd24Hr",
                LastUpdated = FieldPlace.InEnvelope("timestamp"),
                TimeFormat = TimeFormat.UnixMilliseconds,
                NumbersAreTexts = true,
            }.ToMapping("coincap/1"),
            Scope = "everything",
        };
}
