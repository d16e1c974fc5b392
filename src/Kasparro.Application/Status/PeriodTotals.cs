namespace Kasparro.Application.Status;

/// <summary>What a source did in a period, by the runs that started in it.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="Succeeded" example="6">Runs that succeeded.</param>
/// <param name="Failed" example="0">Runs that failed.</param>
/// <param name="Running" example="0">Runs that are running.</param>
/// <param name="Records" example="1500">Records received by runs that succeeded.</param>
/// <param name="Inserted" example="1200">Of these, new to Bronze.</param>
/// <param name="Rejected" example="3">Raw rows whose transformation failed in the period.</param>
/// <param name="Requests" example="36">Requests to the provider, those of failed runs included.</param>
/// <param name="RequestsThisMonth" example="540">Requests since the month began in UTC.</param>
/// <param name="SlowestMs" example="62000">The longest run, in milliseconds; null where none ended.</param>
/// <param name="SlowestRunId">That run.</param>
public sealed record PeriodTotals(
    string Source,
    long Succeeded,
    long Failed,
    long Running,
    long Records,
    long Inserted,
    long Rejected,
    long Requests,
    long RequestsThisMonth,
    long? SlowestMs,
    Guid? SlowestRunId
);
