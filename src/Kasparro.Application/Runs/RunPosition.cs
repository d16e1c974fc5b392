namespace Kasparro.Application.Runs;

/// <summary>The last run of a page; the next page follows it.</summary>
public sealed record RunPosition(Guid RunId);
