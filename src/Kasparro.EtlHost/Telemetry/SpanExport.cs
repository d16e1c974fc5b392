using Kasparro.Application;
using Kasparro.Application.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kasparro.EtlHost.Telemetry;

/// <summary>Sends spans to a collector, as the standard OTEL_* variables say.</summary>
internal sealed class SpanExport : IDisposable
{
    /// <summary>A collector that does not respond delays the end of the process by no more than this.</summary>
    private const int PatienceMs = 2_000;

    private readonly TracerProvider _provider;

    private SpanExport(TracerProvider provider) => _provider = provider;

    public static SpanExport Start(IConfiguration configuration) =>
        new(
            Sdk.CreateTracerProviderBuilder()
                // Else the library reads the environment alone, and not .env.
                .ConfigureServices(services => services.AddSingleton(configuration))
                // OTEL_SERVICE_NAME wins: what comes later does.
                .ConfigureResource(resource =>
                    resource
                        .AddService("kasparro-etl", serviceVersion: ProductVersion.Number)
                        .AddEnvironmentVariableDetector()
                )
                .AddSource(EtlTrace.Name, RequestTrace.Name, "Npgsql", "System.Net.Http")
                .AddOtlpExporter()
                .Build()
        );

    public void Dispose()
    {
        // What was not sent by then is lost: a run is not held up for its traces.
        _provider.Shutdown(PatienceMs);
        _provider.Dispose();
    }
}
