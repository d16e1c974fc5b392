namespace Kasparro.Infrastructure.Postgres.Runs;

/// <summary>A run ended without us: another process has closed it.</summary>
internal sealed class RunEndedException(Guid runId) : Exception($"Run {runId} has ended already.");
