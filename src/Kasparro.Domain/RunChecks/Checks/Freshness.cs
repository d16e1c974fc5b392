namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>The last success is too long ago for the source's cadence.</summary>
internal static class Freshness
{
    private const CheckType Type = CheckType.Freshness;
    private const string Metric = "age_ms";
    private const double Late = 1.5;
    private const double VeryLate = 3;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.Facts.Cadence is not { } cadence)
            return Check.Skipped(Type, Metric, "the source is not registered here, so its cadence is unknown");
        if (comparison.Facts.LastSuccessAt is not { } success)
            return Check.Skipped(Type, Metric, "no run has succeeded yet");

        var age = Math.Max(0, (comparison.AsOf - success).TotalMilliseconds);
        var expected = new Expected(cadence.TotalMilliseconds, null, cadence.TotalMilliseconds * Late);
        var severity =
            age > cadence.TotalMilliseconds * VeryLate ? Severity.Critical
            : age > cadence.TotalMilliseconds * Late ? Severity.Warning
            : Severity.Ok;
        return Check.Ok(
            Type,
            Metric,
            $"the last success was {Wording.Duration(age)} ago, "
                + $"a run is expected every {Wording.Duration(cadence.TotalMilliseconds)}",
            age,
            expected
        ) with
        {
            Severity = severity,
        };
    }
}
