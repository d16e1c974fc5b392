using System.Diagnostics;
using Kasparro.Application.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Kasparro.EtlHost.Telemetry;

/// <summary>
/// Gives every run a trace id, so that its log lines belong together; where the standard variables name a collector,
/// sends it the spans.
/// </summary>
internal sealed class Traces : IDisposable
{
    private static readonly string[] s_endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    ];

    private readonly ActivityListener _listener;
    private readonly IDisposable? _export;

    private Traces(ActivityListener listener, IDisposable? export) => (_listener, _export) = (listener, export);

    public static Traces Start(IConfiguration configuration)
    {
        // The ids of our traces are not sent to providers.
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EtlTrace.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        // Without a collector not even the library is loaded: this program starts often.
        return new Traces(
            listener,
            s_endpoints.Any(variable => !string.IsNullOrEmpty(configuration[variable]))
                ? SpanExport.Start(configuration)
                : null
        );
    }

    public void Dispose()
    {
        _export?.Dispose();
        _listener.Dispose();
    }
}
