using System.Globalization;
using Kasparro.Application;
using Kasparro.Application.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
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
                .AddOtlpExporter(options => ApplyOfTraces(options, configuration))
                .Build()
        );

    public void Dispose()
    {
        // What was not sent by then is lost: a run is not held up for its traces.
        _provider.Shutdown(PatienceMs);
        _provider.Dispose();
    }

    /// <summary>The library itself reads the variables of all signals only, and not those of traces.</summary>
    internal static void ApplyOfTraces(OtlpExporterOptions options, IConfiguration configuration)
    {
        const string Prefix = "OTEL_EXPORTER_OTLP_TRACES_";
        if (configuration[$"{Prefix}PROTOCOL"] is { Length: > 0 } protocol)
            options.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (Uri.TryCreate(configuration[$"{Prefix}ENDPOINT"], UriKind.Absolute, out var endpoint))
            options.Endpoint = endpoint;
        if (configuration[$"{Prefix}HEADERS"] is { Length: > 0 } headers)
            options.Headers = headers;
        if (int.TryParse(configuration[$"{Prefix}TIMEOUT"], CultureInfo.InvariantCulture, out var milliseconds))
            options.TimeoutMilliseconds = milliseconds;
    }
}
