using System.Diagnostics;

namespace Kasparro.Application.Telemetry;

/// <summary>The spans of an ETL run. Without a listener they cost nothing: every one is null.</summary>
public static class EtlTrace
{
    /// <summary>What a listener or exporter names.</summary>
    public const string Name = "Kasparro.Etl";

    private static readonly ActivitySource s_spans = new(Name);

    /// <summary>One source in this process: ingestion and transformation are its children.</summary>
    public static Activity? Source(string source) => s_spans.StartActivity("run")?.SetTag("kasparro.source", source);

    /// <summary>One step of a run.</summary>
    public static Activity? Step(string name) => s_spans.StartActivity(name);

    /// <summary>Names the run on the current span.</summary>
    public static void TagRun(string source, Guid runId) =>
        Activity.Current?.SetTag("kasparro.source", source).SetTag("kasparro.run_id", runId);

    /// <summary>The current span failed, though nothing was thrown.</summary>
    public static void TagFailure(string? reason) => Activity.Current?.SetStatus(ActivityStatusCode.Error, reason);
}
