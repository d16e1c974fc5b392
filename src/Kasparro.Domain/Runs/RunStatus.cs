namespace Kasparro.Domain.Runs;

/// <summary>State of an ingestion run. Stored in lower case as <c>etl_runs.status</c>.</summary>
public enum RunStatus
{
    Running,
    Success,
    Failed,
}
