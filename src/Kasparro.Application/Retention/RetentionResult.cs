using Kasparro.Domain.Runs;

namespace Kasparro.Application.Retention;

/// <summary>What retention did to one source.</summary>
/// <param name="PricesFrom">The instant from which Silver has prices now; null where it has all.</param>
/// <param name="Expired">Prices that left Silver.</param>
/// <param name="Archived">Raw records that moved to the archive.</param>
/// <param name="IsRestoring">Whether the next transformation brings older prices back.</param>
/// <param name="Failure">Why it ended before all was done; what was done stays. Else null.</param>
public sealed record RetentionResult(
    DateTimeOffset? PricesFrom,
    long Expired = 0,
    long Archived = 0,
    bool IsRestoring = false,
    RunFailure? Failure = null
)
{
    public static RetentionResult Nothing { get; } = new(PricesFrom: null);
}
