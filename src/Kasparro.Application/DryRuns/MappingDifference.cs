namespace Kasparro.Application.DryRuns;

/// <summary>What another mapping would make of some raw rows.</summary>
/// <param name="Rows">Raw rows that were mapped.</param>
/// <param name="MappedNow">Of these, those that give market data as they are.</param>
/// <param name="MappedThen">Those that would give market data.</param>
/// <param name="Changed">Rows that would give something else.</param>
/// <param name="First">The first of them.</param>
public sealed record MappingDifference(
    long Rows,
    long MappedNow,
    long MappedThen,
    long Changed,
    IReadOnlyList<ChangedRow> First
);
