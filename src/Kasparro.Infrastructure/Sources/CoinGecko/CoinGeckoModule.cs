using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>Joins CoinGecko to the product.</summary>
public sealed class CoinGeckoModule : ISourceModule
{
    /// <summary>CoinGecko's own codes in <c>status.error_code</c> that a setting cures.</summary>
    private static readonly Dictionary<int, string> s_configCodes = new()
    {
        [10002] = "CoinGecko wants a key: set COINGECKO_API_KEY.",
        [10005] = "The plan does not include this: check the plan behind COINGECKO_API_KEY, and COINGECKO_PLAN.",
        [10010] = "The key is of a paid plan: set COINGECKO_PLAN=pro, and COINGECKO_BASE_URL to its host if it is set.",
        [10011] =
            "The key is of the demo plan: set COINGECKO_PLAN=demo, and COINGECKO_BASE_URL to its host if it is set.",
    };

    public string Name => CoinGeckoSource.Name;

    public void Register(IServiceCollection services, Settings settings)
    {
        var options = settings.Bind<CoinGeckoOptions>();
        var plan = options.EffectivePlan;
        if (plan != CoinGeckoPlan.Keyless && options.ApiKey is null)
            settings.Report(
                "COINGECKO_API_KEY",
                $"is not set, and COINGECKO_PLAN is {plan.ToString().ToLowerInvariant()}, which needs it",
                "CG-xxxxxxxxxxxxxxxxxxxxxxxx"
            );

        var access = CoinGeckoAccess.Of(plan);
        services.AddUpstream(ToUpstream(options, access));
        services.AddSingleton<ISource>(provider => new CoinGeckoSource(
            provider.GetRequiredKeyedService<UpstreamClient>(CoinGeckoSource.Name),
            options,
            options.MaxPages ?? access.MaxPages,
            isKeyless: access.KeyHeader is null,
            provider.GetRequiredService<ILogger<CoinGeckoSource>>()
        ));
    }

    private static Upstream ToUpstream(CoinGeckoOptions options, CoinGeckoAccess access) =>
        new()
        {
            Source = CoinGeckoSource.Name,
            Title = "CoinGecko",
            SettingPrefix = "COINGECKO",
            BaseAddress = options.BaseUrl ?? access.BaseUrl,
            Key = access.Key(options.ApiKey),
            MinInterval = options.MinInterval ?? access.MinInterval,
            MaxRetries = options.MaxRetries,
            MaxResponseBytes = options.MaxResponseBytes,
            ConfigCodes = s_configCodes,
        };
}
