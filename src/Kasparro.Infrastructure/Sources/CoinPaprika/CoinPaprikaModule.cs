using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>Joins CoinPaprika to the product.</summary>
public sealed class CoinPaprikaModule : ISourceModule
{
    public string Name => CoinPaprikaSource.Name;

    public void Register(IServiceCollection services, Settings settings)
    {
        var options = settings.Bind<CoinPaprikaOptions>();
        services.AddUpstream(
            new Upstream
            {
                Source = CoinPaprikaSource.Name,
                Title = "CoinPaprika",
                SettingPrefix = "COINPAPRIKA",
                BaseAddress = options.EffectiveBaseUrl,
                Key = options.ApiKey is { } key ? new ApiKeyHeader("Authorization", key, options.AuthScheme) : null,
                MinInterval = options.MinInterval,
                MaxRetries = options.MaxRetries,
                MaxResponseBytes = options.MaxResponseBytes,
            }
        );
        services.AddSingleton<ISource>(provider => new CoinPaprikaSource(
            provider.GetRequiredKeyedService<UpstreamClient>(CoinPaprikaSource.Name),
            options
        ));
    }
}
