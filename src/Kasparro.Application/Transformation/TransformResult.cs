using Kasparro.Domain.Runs;

namespace Kasparro.Application.Transformation;

/// <summary>What a transformation did.</summary>
/// <param name="Read">Raw records read.</param>
/// <param name="Inserted">Silver rows that are new.</param>
/// <param name="Replaced">Silver rows that a later record for the same instant replaced.</param>
/// <param name="Superseded">Raw records without a Silver row because of a later one for the same instant.</param>
/// <param name="Failed">Raw records recorded as failures.</param>
/// <param name="NotApplicable">Raw records that were never meant to give a row.</param>
/// <param name="WasFull">Whether the source was transformed from the beginning.</param>
/// <param name="LockedBy">By whom the source was locked, so that nothing was done; else null.</param>
/// <param name="PausedBy">The change of its records that market data waits for; else null.</param>
/// <param name="Failure">Why nothing was committed; else null.</param>
public sealed record TransformResult(
    string Source,
    long Read,
    long Inserted,
    long Replaced,
    long Superseded,
    long Failed,
    long NotApplicable,
    bool WasFull,
    TimeSpan Duration,
    string? LockedBy = null,
    RunFailure? Failure = null,
    string? PausedBy = null
)
{
    /// <summary>Optional values of the rows that could not be read, and are null.</summary>
    public long UnreadableValues { get; init; }

    /// <summary>Raw records about an instant from before the limit of what is kept.</summary>
    public long Expired { get; init; }

    public static TransformResult Skipped(string source, string lockedBy) =>
        new(source, 0, 0, 0, 0, 0, 0, false, TimeSpan.Zero, lockedBy);

    public static TransformResult NotDone(string source, RunFailure failure) =>
        new(source, 0, 0, 0, 0, 0, 0, false, TimeSpan.Zero, Failure: failure);
}
