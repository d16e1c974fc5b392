using System.Diagnostics;

namespace Kasparro.Application.Telemetry;

/// <summary>The spans of commands and queries.</summary>
public static class RequestTrace
{
    /// <summary>What a listener or exporter names.</summary>
    public const string Name = "Kasparro.Requests";

    private static readonly ActivitySource s_spans = new(Name);

    internal static Activity? Start(string request) => s_spans.StartActivity(request);
}
