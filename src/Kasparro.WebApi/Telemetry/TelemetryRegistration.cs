using System.Diagnostics.Metrics;
using Kasparro.Application;
using Kasparro.Application.Telemetry;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kasparro.WebApi.Telemetry;

/// <summary>
/// Request ids; metrics at /metrics; traces and metrics to a collector where OTEL_EXPORTER_OTLP_ENDPOINT names one.
/// </summary>
internal static class TelemetryRegistration
{
    private const string MetricsPath = "/metrics";
    private const string Npgsql = "Npgsql";

    /// <summary>All but the address of the database, which anyone who reads metrics would see.</summary>
    private static readonly string[] s_databaseTags =
    [
        "db.client.connection.pool.name",
        "db.client.connection.state",
        "db.system.name",
        "error.type",
    ];

    /// <summary>
    /// Not all of the framework's: to count each route that is found, each buffer that is rented and each request that
    /// a limit lets through would cost every request. Those that it does not let through have the status 429.
    /// </summary>
    private static readonly string[] s_serverMeters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Diagnostics",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CommittedState>();
        builder.Services.AddSingleton<CommittedMetrics>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("kasparro-api", serviceVersion: ProductVersion.Number))
            .WithMetrics(AddMetrics);
        // Without a collector, traces would cost every request and go nowhere.
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        telemetry.UseOtlpExporter();
        telemetry.WithTracing(traces =>
            traces
                .AddAspNetCoreInstrumentation(requests =>
                    requests.Filter = context => context.Request.Path != MetricsPath
                )
                .AddSource(RequestTrace.Name)
                .AddNpgsql()
        );
    }

    /// <summary>Before everything that writes a response.</summary>
    public static void UseRequestIdentity(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use(
            (context, next) =>
            {
                RequestIdentity.Give(context, time);
                return next(context);
            }
        );
    }

    public static void MapMetrics(this WebApplication app)
    {
        // Instruments exist once this is created.
        _ = app.Services.GetRequiredService<CommittedMetrics>();
        var state = app.Services.GetRequiredService<CommittedState>();
        app.UseWhen(
            context => context.Request.Path == MetricsPath,
            metrics =>
                metrics.Use(
                    async (context, next) =>
                    {
                        // Instruments are read synchronously, so their state is read from the database before.
                        await state.RefreshAsync(context.RequestAborted);
                        await next(context);
                    }
                )
        );
        app.MapPrometheusScrapingEndpoint(MetricsPath)
            .DisableHttpMetrics()
            .DisableRateLimiting()
            .ExcludeFromDescription();
    }

    private static void AddMetrics(MeterProviderBuilder metrics) =>
        metrics
            .AddMeter(CommittedMetrics.MeterName, Npgsql)
            .AddMeter(s_serverMeters)
            .AddRuntimeInstrumentation()
            .AddView(DatabaseView)
            // Prometheus keeps the suffix _count for histograms.
            .AddView("dotnet.assembly.count", "dotnet.assemblies")
            .AddView("dotnet.process.cpu.count", "dotnet.process.cpus")
            .AddView("dotnet.timer.count", "dotnet.timers")
            .AddPrometheusExporter(prometheus =>
            {
                prometheus.ScopeInfoEnabled = false;
                // CommittedState caches the costly part of a scrape; the rest is current.
                prometheus.ScrapeResponseCacheDurationMilliseconds = 0;
            });

    private static MetricStreamConfiguration? DatabaseView(Instrument instrument) =>
        instrument.Meter.Name == Npgsql
            ? new MetricStreamConfiguration
            {
                // Prometheus keeps the suffix _count for histograms.
                Name = instrument.Name == "db.client.connection.count" ? "db.client.connections" : instrument.Name,
                TagKeys = s_databaseTags,
            }
            : null;
}
