namespace Kasparro.Domain.Runs;

/// <summary>How far an unfinished backfill has come.</summary>
/// <param name="From">UTC, included.</param>
/// <param name="To">UTC, excluded.</param>
/// <param name="Done">The coins whose past is in Bronze, by the source's own ids.</param>
public sealed record BackfillState(
    DateTimeOffset From,
    DateTimeOffset To,
    HistoryInterval Interval,
    IReadOnlyList<string> Done
)
{
    /// <summary>Whether it is about the same time in the same steps: then it goes on.</summary>
    public bool IsOf(DateTimeOffset from, DateTimeOffset to, HistoryInterval interval) =>
        (From, To, Interval) == (from, to, interval);

    public BackfillState With(string coin) => this with { Done = [.. Done, coin] };
}
