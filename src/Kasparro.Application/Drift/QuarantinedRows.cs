namespace Kasparro.Application.Drift;

/// <summary>Raw rows that were received with a change that no one accepted.</summary>
/// <param name="Reason">The change, in words.</param>
public sealed record QuarantinedRows(long DriftId, long FirstRawId, long LastRawId, string Reason);
