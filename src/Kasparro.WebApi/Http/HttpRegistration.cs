using Kasparro.Application.MarketData;
using Kasparro.Infrastructure;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.WebApi.Http;

/// <summary>The address of the API, its JSON, and its cache of pages.</summary>
internal static class HttpRegistration
{
    public static void AddHttp(this WebApplicationBuilder builder, ApiSettings settings)
    {
        // Images set ASPNETCORE_HTTP_PORTS for every program; only ASPNETCORE_URLS is meant for this one.
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(settings.Address);
        builder.Services.AddSingleton(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownTimeout);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddSingleton(provider => new PageCache(
            provider.GetRequiredService<ISilverVersion>(),
            settings.PageCacheBytes
        ));
        if (settings.PageCacheBytes > 0)
            builder.Services.AddCommitListener();
    }
}
