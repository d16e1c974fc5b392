namespace Kasparro.Application.Quotas;

/// <summary>What the settings of a source cost in requests.</summary>
/// <param name="RunsAMonth">Runs of 30 days at the source's cadence.</param>
/// <param name="OfARun">Requests of the last run that succeeded; null where none did.</param>
/// <param name="AMonth">Both together; null where no run succeeded.</param>
/// <param name="ThisMonth">Sent since the month began in UTC.</param>
/// <param name="Limit">Requests that the provider's plan has in a month; null for no limit.</param>
/// <param name="RunsOutAt">When the limit is reached at this pace; null where it is not, this month.</param>
public sealed record SourcePlan(
    string Source,
    double RunsAMonth,
    long? OfARun,
    double? AMonth,
    long ThisMonth,
    long? Limit,
    DateTimeOffset? RunsOutAt
);
