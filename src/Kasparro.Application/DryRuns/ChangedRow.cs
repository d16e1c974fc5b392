namespace Kasparro.Application.DryRuns;

/// <summary>What a raw row gives, and what it would give.</summary>
public sealed record ChangedRow(long RawId, string Now, string Then);
