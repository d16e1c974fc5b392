using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.Http;

internal static partial class UpstreamLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Source}: {Path} failed ({Cause}) in run {RunId}; retry {Retry} of {MaxRetries} in {DelaySeconds} s"
    )]
    public static partial void Retrying(
        ILogger log,
        string source,
        Guid runId,
        string path,
        string cause,
        int retry,
        int maxRetries,
        double delaySeconds
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Source}: circuit opened for {BreakSeconds} s after too many failed requests"
    )]
    public static partial void CircuitOpened(ILogger log, string source, double breakSeconds);
}
