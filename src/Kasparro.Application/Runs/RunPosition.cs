namespace Kasparro.Application.Runs;

/// <summary>Where a run stands in the list.</summary>
public sealed record RunPosition(DateTimeOffset StartedAt, Guid RunId);
