namespace Kasparro.Domain.RunChecks;

/// <summary>How runs are compared.</summary>
/// <param name="Window" example="30">Successful runs of a baseline at most.</param>
/// <param name="MinRuns" example="7">Runs that a statistical check needs.</param>
public sealed record ComparisonSettings(
    int Window = ComparisonSettings.DefaultWindow,
    int MinRuns = ComparisonSettings.DefaultMinRuns
)
{
    public const int DefaultWindow = 30;
    public const int DefaultMinRuns = 7;

    /// <summary>
    /// Days before the judged run from which a baseline is taken: older runs belong to another market and another
    /// program.
    /// </summary>
    public int MaxAgeDays { get; } = 30;
}
