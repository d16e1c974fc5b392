namespace Kasparro.Application.Transformation;

/// <summary>What a transformation did.</summary>
/// <param name="Read">Raw rows read.</param>
/// <param name="Inserted">Silver rows that are new.</param>
/// <param name="Replaced">Silver rows that a later statement about the same instant replaced.</param>
/// <param name="Superseded">Raw rows that gave no Silver row because a later one spoke about the same instant.</param>
/// <param name="Failed">Raw rows recorded as failures.</param>
/// <param name="WasFull">Whether the source was derived from the beginning.</param>
/// <param name="LockedBy">Who derived this source at the time, so that nothing was done; else null.</param>
public sealed record TransformResult(
    string Source,
    long Read,
    long Inserted,
    long Replaced,
    long Superseded,
    long Failed,
    bool WasFull,
    TimeSpan Duration,
    string? LockedBy = null
)
{
    public static TransformResult Skipped(string source, string holder) =>
        new(source, 0, 0, 0, 0, 0, false, TimeSpan.Zero, holder);
}
