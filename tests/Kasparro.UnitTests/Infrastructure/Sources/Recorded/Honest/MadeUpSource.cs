using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Honest;

/// <summary>A source of a provider that does not exist, which states what a test gives it.</summary>
internal sealed class MadeUpSource(string name, Func<ApiDefinition, ApiOptions, ApiDefinition> state)
    : ApiModule<ApiOptions>
{
    public static readonly RecordFields Fields = new()
    {
        Id = "id",
        Symbol = "symbol",
        Name = "name",
        Price = "price",
        MarketCap = "cap",
        Volume24h = "volume",
        LastUpdated = "at",
    };

    public override string Name => name;

    /// <summary>The same source with something else stated as well.</summary>
    public MadeUpSource With(Func<ApiDefinition, ApiDefinition> change) =>
        new(name, (api, options) => change(state(api, options)));

    internal override ApiDefinition Define(ApiOptions options, Settings settings) =>
        state(
            new ApiDefinition
            {
                Title = name,
                HomePage = new Uri("https://example.com"),
                Terms = new Uri("https://example.com/terms"),
                BaseAddress = new Uri("https://example.com/v1"),
                Key = options.ApiKey is { } key ? ApiKey.InHeader("X-Key", key) : null,
                MinInterval = TimeSpan.FromSeconds(1),
                Paging = new OneCall("coins"),
                Mapping = Fields.ToMapping($"{name}/1"),
            },
            options
        );
}
