using Kasparro.Domain.Quality;

namespace Kasparro.Application.Runs;

/// <summary>
/// A run, and which ids were reserved for its rows in Bronze; null where it stored none or is older than that record.
/// </summary>
public sealed record RecordedRun(RunFacts Facts, long? FirstRawId, long? LastRawId);
