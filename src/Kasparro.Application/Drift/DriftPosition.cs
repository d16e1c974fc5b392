namespace Kasparro.Application.Drift;

/// <summary>The position of a change in the list.</summary>
public sealed record DriftPosition(long DriftId);
