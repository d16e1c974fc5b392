using System.IO.Compression;
using System.Net;
using System.Threading.RateLimiting;
using Kasparro.Infrastructure.Configuration;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;
using IPNetwork = System.Net.IPNetwork;

namespace Kasparro.WebApi.Protection;

/// <summary>
/// Limits, timeouts, compression, origins and headers: all between the network and the routes.
/// </summary>
internal static class ProtectionRegistration
{
    public static void AddProtection(this WebApplicationBuilder builder, ApiSettings settings, Settings problems)
    {
        var services = builder.Services;
        services.AddSingleton(_ => new ClientLimits(settings));
        services.AddSingleton(_ => new ExportLimits(settings));
        services.AddRateLimiter(limiter => limiter.OnRejected = ClientLimits.RefuseAsync);
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<ClientLimits>((limiter, limits) => limiter.GlobalLimiter = limits.Both);
        services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = settings.RequestTimeout,
                WriteTimeoutResponse = context => ProblemResults.TimedOut().ExecuteAsync(context),
            }
        );
        AddCompression(services);
        AddTrustedProxies(services, settings, problems);
        AddOrigins(services, settings);
    }

    /// <summary>After request ids and error handling, before the routes.</summary>
    public static void UseProtection(this WebApplication app, ApiSettings settings)
    {
        var limits = app.Services.GetRequiredService<ClientLimits>();
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    SecurityHeaders.Write(context);
                    if (!IsExempt(context))
                        limits.Announce(context);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
        app.UseResponseCompression();
        if (settings.CorsOrigins.Length > 0)
            app.UseCors();
        app.UseRateLimiter();
        app.Use(
            (context, next) => limits.Charge(context) is { } lease ? GoOnAsync(context, lease, next) : next(context)
        );
        app.UseRequestTimeouts();
    }

    private static async Task GoOnAsync(HttpContext context, RateLimitLease lease, RequestDelegate next)
    {
        using (lease)
            await (lease.IsAcquired ? next(context) : ClientLimits.RefuseAsync(context, lease));
    }

    private static bool IsExempt(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null;

    private static void AddCompression(IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            // Responses hold no secret, so their compressed size reveals none.
            compression.EnableForHttps = true;
            compression.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                MediaTypes.ProblemJson,
                MediaTypes.Csv,
                MediaTypes.Ndjson,
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    private static void AddOrigins(IServiceCollection services, ApiSettings settings) =>
        services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
            {
                if (settings.CorsOrigins.Contains("*"))
                    policy.AllowAnyOrigin();
                else
                    policy.WithOrigins(settings.CorsOrigins);
                policy
                    .WithMethods(HttpMethods.Get)
                    .AllowAnyHeader()
                    .WithExposedHeaders(
                        RequestIdentity.Header,
                        RequestIdentity.LatencyHeader,
                        "Link",
                        "ETag",
                        "Retry-After",
                        "RateLimit-Limit",
                        "RateLimit-Remaining",
                        "RateLimit-Reset"
                    );
            })
        );

    private static void AddTrustedProxies(IServiceCollection services, ApiSettings settings, Settings problems)
    {
        var networks = new List<IPNetwork>();
        foreach (var proxy in settings.TrustedProxies)
        {
            if (IPNetwork.TryParse(proxy, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                problems.Report(
                    "API_TRUSTED_PROXIES",
                    $"names '{proxy}', which is neither an address nor a network",
                    "10.0.0.0/16,127.0.0.1"
                );
        }

        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders =
                networks.Count == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // The chain ends at the first address that is no trusted proxy, however many there are.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in networks)
                forwarded.KnownIPNetworks.Add(network);
        });
    }
}
