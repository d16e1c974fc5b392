namespace Kasparro.Domain.Runs;

/// <summary>What one run of a backfill received: the past of one coin.</summary>
/// <param name="Coin">The source's own id.</param>
/// <param name="From">UTC, included.</param>
/// <param name="To">UTC, excluded.</param>
public sealed record BackfillPart(string Coin, DateTimeOffset From, DateTimeOffset To, HistoryInterval Interval);
