namespace Kasparro.Domain.Runs;

/// <summary>Where a page begins among the records of a run.</summary>
/// <param name="Page">Its number, from 1.</param>
/// <param name="Record">Records of the run before it.</param>
public sealed record PageStart(int Page, long Record);
