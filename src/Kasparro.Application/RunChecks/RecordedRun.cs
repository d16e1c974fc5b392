using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.RunChecks;

/// <summary>
/// A run, and which ids were reserved for its rows in Bronze; null where it stored none or is older than that record.
/// </summary>
public sealed record RecordedRun(RunFacts Facts, long? FirstRawId, long? LastRawId);
