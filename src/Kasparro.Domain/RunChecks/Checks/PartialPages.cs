using Kasparro.Domain.Runs;

namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>Fewer pages were received than the source has; without the first one, the most traded assets are missing.</summary>
internal static class PartialPages
{
    private const CheckType Type = CheckType.PartialPages;
    private const string Metric = "pages_received";

    public static Check Judge(Comparison comparison)
    {
        if (comparison.Facts.Run is not { } run)
            return Check.Skipped(Type, Metric, "no run has ended yet");
        if (run.Status == RunStatus.Running)
            return Check.Skipped(Type, Metric, "the run has not ended");
        if (run is not { PagesExpected: { } expected, PagesReceived: { } received })
            return Check.Skipped(Type, Metric, "the source did not say how many pages there are");

        var isFirstMissing = expected > 0 && !(run.FirstPageReceived ?? received > 0);
        return Check.Ok(
            Type,
            Metric,
            $"{Wording.Number(received)} of {Wording.Count(expected, "page")} received"
                + (isFirstMissing ? ", and the first is missing" : ""),
            received,
            new Expected(expected, expected, null)
        ) with
        {
            Severity =
                isFirstMissing ? Severity.Critical
                : received < expected ? Severity.Warning
                : Severity.Ok,
        };
    }
}
