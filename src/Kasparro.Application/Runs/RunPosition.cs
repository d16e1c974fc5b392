namespace Kasparro.Application.Runs;

/// <summary>The last run of a page; the next page follows it.</summary>
public sealed record RunPosition(Guid RunId)
{
    public static RunPosition Of(RunSummary run) => new(run.RunId);
}
