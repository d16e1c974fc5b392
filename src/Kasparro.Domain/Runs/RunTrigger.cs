namespace Kasparro.Domain.Runs;

/// <summary>Who started a run. Stored in lower case as <c>etl_runs.triggered_by</c>.</summary>
public enum RunTrigger
{
    Manual,
    Cron,
    Retry,
}
