namespace Kasparro.Application.Findings;

/// <summary>The position of a finding in the list.</summary>
public sealed record FindingPosition(long FindingId);
