using Kasparro.Application;
using Kasparro.Application.Telemetry;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kasparro.WebApi.Telemetry;

/// <summary>
/// Metrics at /metrics; traces and metrics to a collector where OTEL_EXPORTER_OTLP_ENDPOINT names one.
/// </summary>
internal static class TelemetryRegistration
{
    private const string MetricsPath = "/metrics";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CommittedState>();
        builder.Services.AddSingleton<CommittedMetrics>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("kasparro-api", serviceVersion: ProductVersion.Number))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(CommittedMetrics.MeterName, "Npgsql")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    // Prometheus keeps the suffix _count for histograms.
                    .AddView("db.client.connection.count", "db.client.connections")
                    .AddView("dotnet.assembly.count", "dotnet.assemblies")
                    .AddView("dotnet.process.cpu.count", "dotnet.process.cpus")
                    .AddView("dotnet.timer.count", "dotnet.timers")
                    .AddPrometheusExporter(prometheus =>
                    {
                        prometheus.ScopeInfoEnabled = false;
                        // What is costly about a scrape is remembered by CommittedState; the rest is told as it is now.
                        prometheus.ScrapeResponseCacheDurationMilliseconds = 0;
                    })
            );
        // Nobody would read traces that go nowhere, and each costs its request.
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

    public static void MapMetrics(this WebApplication app)
    {
        // It exports nothing until somebody makes it.
        _ = app.Services.GetRequiredService<CommittedMetrics>();
        var state = app.Services.GetRequiredService<CommittedState>();
        app.UseWhen(
            context => context.Request.Path == MetricsPath,
            metrics =>
                metrics.Use(
                    async (context, next) =>
                    {
                        // Instruments are read without waiting, so what they tell is fetched before.
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
}
