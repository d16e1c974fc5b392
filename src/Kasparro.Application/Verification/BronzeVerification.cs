namespace Kasparro.Application.Verification;

/// <summary>Whether Bronze of one source is what its runs stored.</summary>
/// <param name="Rows">Raw rows that were read.</param>
/// <param name="Runs">Successful runs whose digest was compared.</param>
/// <param name="RunsWithoutDigest">Successful runs from before digests were stored: only their rows were read.</param>
/// <param name="Problem">The first run or row that does not fit, in a sentence; null where all do.</param>
public sealed record BronzeVerification(string Source, long Rows, long Runs, long RunsWithoutDigest, string? Problem);
