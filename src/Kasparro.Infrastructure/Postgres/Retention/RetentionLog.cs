using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Postgres.Retention;

internal static partial class RetentionLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Prices} prices of {Source} left Silver: it keeps those from {PricesFrom:O} on"
    )]
    public static partial void Expired(ILogger log, string source, long prices, DateTime pricesFrom);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Records} raw records of {Source} moved to the archive")]
    public static partial void Archived(ILogger log, string source, long records);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Retention of {Source} was still running when its time limit passed; the next run continues"
    )]
    public static partial void Interrupted(ILogger log, string source);

    [LoggerMessage(Level = LogLevel.Error, Message = "Retention of {Source} was not completed: {Sentence} {NextStep}")]
    public static partial void Failed(ILogger log, string source, string sentence, string nextStep);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Prices of {Source} are kept longer than before; its next transformation starts at the beginning"
    )]
    public static partial void Restoring(ILogger log, string source);
}
