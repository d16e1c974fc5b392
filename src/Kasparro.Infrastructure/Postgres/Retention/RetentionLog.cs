using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Postgres.Retention;

internal static partial class RetentionLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Silver of {Source} no longer has {Prices} prices from before {PricesFrom:yyyy-MM-dd}"
    )]
    public static partial void Expired(ILogger log, string source, long prices, DateTimeOffset pricesFrom);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Retention of {Source} was still running when its time limit passed, after {Prices} prices; the next run continues"
    )]
    public static partial void Interrupted(ILogger log, string source, long prices);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Prices of {Source} are kept longer than before; its next transformation starts at the beginning"
    )]
    public static partial void Restoring(ILogger log, string source);
}
