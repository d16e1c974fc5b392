using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Application.MarketData;
using Kasparro.Infrastructure;
using Kasparro.WebApi.Configuration;
using Kasparro.WebApi.Endpoints;
using Kasparro.WebApi.Endpoints.Assets;
using Kasparro.WebApi.Endpoints.Failures;
using Kasparro.WebApi.Endpoints.MarketData;
using Kasparro.WebApi.Endpoints.RunChecks;
using Kasparro.WebApi.Endpoints.Runs;
using Kasparro.WebApi.Endpoints.Status;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi;

/// <summary>How requests are answered: JSON, errors, routes.</summary>
internal static class ApiRegistration
{
    public const string DefaultAddress = "http://*:8000";

    public static void AddApi(this WebApplicationBuilder builder, ApiSettings settings)
    {
        // Images set ASPNETCORE_HTTP_PORTS for everybody; an address is meant for us.
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownTimeout);
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        builder.Services.AddSingleton(provider => new PageCache(
            provider.GetRequiredService<ISilverVersion>(),
            settings.PageCacheBytes
        ));
        if (settings.PageCacheBytes > 0)
            builder.Services.AddCommitListener();
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Complete);
        builder.Services.AddExceptionHandler<UnhandledExceptions>();
        builder.Services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
    }

    public static void MapApi(this WebApplication app)
    {
        var routes = app.MapGroup("").AddEndpointFilter<ApiResponseFilter>();
        HomeEndpoint.Map(routes);
        MarketDataEndpoint.Map(routes);
        AssetEndpoints.Map(routes);
        SourcesEndpoint.Map(routes);
        RunEndpoints.Map(routes);
        CompareRunsEndpoint.Map(routes);
        FailureEndpoints.Map(routes);
        StatsEndpoint.Map(routes);
        HealthEndpoints.Map(routes);
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        json.Converters.Add(new Utc());
        json.Converters.Add(new StoredJson());
        // Names in all scripts as they are. The content type is JSON and nosniff is set, so no browser reads it as a
        // page.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }
}
