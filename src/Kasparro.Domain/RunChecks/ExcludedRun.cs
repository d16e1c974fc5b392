namespace Kasparro.Domain.RunChecks;

/// <summary>A run that was left out of a baseline.</summary>
/// <param name="RunId" example="0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10">The run.</param>
/// <param name="Reason" example="it failed">Why.</param>
public sealed record ExcludedRun(Guid RunId, string Reason);
