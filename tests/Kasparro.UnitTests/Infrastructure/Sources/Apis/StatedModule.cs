using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>A source that states what a test gives it on top of the least that one can state.</summary>
internal sealed class StatedModule(Func<ApiDefinition, ApiDefinition> state) : ApiModule<ApiOptions>
{
    public static readonly RecordFields Fields = new()
    {
        Id = "id",
        Symbol = "symbol",
        Name = "name",
        Price = "price",
        LastUpdated = "at",
        TimeFormat = TimeFormat.UnixSeconds,
    };

    public override string Name => "stated";

    /// <summary>Makes a source under the settings that it has here.</summary>
    public static StatedModule With(RecordFields fields) =>
        new(definition => definition with { Mapping = fields.ToMapping("stated/1") });

    internal override ApiDefinition Define(ApiOptions options, Settings settings) =>
        state(
            new ApiDefinition
            {
                Title = "Stated",
                HomePage = new Uri("https://example.com"),
                Terms = new Uri("https://example.com/terms"),
                BaseAddress = new Uri("https://example.com/v1"),
                Key = options.ApiKey is { } key ? ApiKey.InQuery("apikey", key) : null,
                MinInterval = TimeSpan.FromSeconds(1),
                Paging = new OneCall("coins"),
                Mapping = Fields.ToMapping("stated/1"),
            }
        );
}
