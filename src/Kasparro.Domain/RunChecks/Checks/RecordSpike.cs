namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>Far more records were fetched than usual. Never critical: more data does no harm by itself.</summary>
internal static class RecordSpike
{
    private const CheckType Type = CheckType.RecordSpike;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, RecordDrop.Metric, reason);
        if (comparison.Facts.Run!.Fetched is not { } fetched)
            return Check.Skipped(Type, RecordDrop.Metric, "the run did not record the number of records");

        var history = new MetricHistory(comparison.History(run => run.Fetched), RecordDrop.Limits);
        if (history.N < comparison.MinRuns || history.Level is null)
            return Check.Skipped(Type, RecordDrop.Metric, comparison.TooFew(history.N), fetched);

        var severity = history.Level.IsAbove(fetched, RecordDrop.Limits) ? Severity.Warning : Severity.Ok;
        return history.Judge(Type, RecordDrop.Metric, fetched, severity, RecordDrop.Sentence(fetched, history.Level));
    }
}
