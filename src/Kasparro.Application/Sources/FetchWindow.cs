using Kasparro.Domain.Runs;

namespace Kasparro.Application.Sources;

/// <summary>What is asked of a source instead of what it has now: the past of one coin.</summary>
/// <param name="From">UTC, included.</param>
/// <param name="To">UTC, excluded.</param>
/// <param name="State">What is left of the backfill when this is in Bronze, committed with it; null for
/// nothing.</param>
public sealed record FetchWindow(
    KnownCoin Coin,
    DateTimeOffset From,
    DateTimeOffset To,
    HistoryInterval Interval,
    BackfillState? State = null
)
{
    /// <summary>As the run records it.</summary>
    public BackfillPart ToPart() => new(Coin.Id, From, To, Interval);
}
