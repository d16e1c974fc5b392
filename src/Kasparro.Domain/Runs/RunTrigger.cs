namespace Kasparro.Domain.Runs;

/// <summary>Who started a run. Stored in lower case as <c>etl_runs.triggered_by</c>.</summary>
public enum RunTrigger
{
    Manual,
    Cron,
    Retry,

    /// <summary>
    /// A person, for what was before: such a run is not compared with others, and says nothing about how a source is
    /// doing.
    /// </summary>
    Backfill,
}
