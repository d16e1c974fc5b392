using Microsoft.Extensions.Logging;

namespace Kasparro.Application.Telemetry;

/// <summary>Puts source and run on every log line that is written within.</summary>
internal static class RunScope
{
    private static readonly Func<ILogger, Guid, string, IDisposable?> s_run = LoggerMessage.DefineScope<Guid, string>(
        "Run {RunId} of {Source}"
    );

    public static IDisposable? Begin(ILogger log, string source, Guid runId) => s_run(log, runId, source);
}
