using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Findings;

/// <summary>
/// Trouble that was noticed and stays visible: open until its condition ends or a person acknowledges it as normal. At
/// most one of a source, type and subject is not cleared.
/// </summary>
public sealed class Finding
{
    private const int MostEvidence = 10;

    private Finding(string source, string subject, string message) =>
        (Source, Subject, Message) = (source, subject, message);

    /// <summary>Set by the database; later findings have higher numbers.</summary>
    public long FindingId { get; private init; }

    public string Source { get; private init; }

    public FindingType Type { get; private init; }

    /// <summary>What of the source: a metric, or a path in its records.</summary>
    public string Subject { get; private init; }

    /// <summary>The worst so far: it never falls.</summary>
    public Severity Severity { get; private set; }

    /// <summary>When it was opened: what was opened is counted by it.</summary>
    public Severity OpenedSeverity { get; private init; }

    /// <summary>The run that opened it; null where none did.</summary>
    public Guid? RunId { get; private init; }

    /// <summary>The last run that showed it.</summary>
    public Guid? LastRunId { get; private set; }

    /// <summary>What was expected when it was opened; null where nothing was.</summary>
    public double? Expected { get; private init; }

    /// <summary>The lowest value that was normal then; null for no limit.</summary>
    public double? Low { get; private init; }

    /// <summary>The highest value that was normal then; null for no limit.</summary>
    public double? High { get; private init; }

    /// <summary>What it was when it was seen last.</summary>
    public double? Current { get; private set; }

    /// <summary>By which power of ten the prices are off, all jumps together; null where there is none.</summary>
    public int? PowerOfTen { get; private set; }

    public string Message { get; private set; }

    public string[] Evidence { get; private set; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>UTC; when a judgement last found it.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>UTC; null while its condition lasts.</summary>
    public DateTimeOffset? ClearedAt { get; private set; }

    /// <summary>UTC; null unless a person acknowledged it.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public string? AcknowledgedBy { get; private set; }

    /// <summary>Why it is normal, in the words of who acknowledged it.</summary>
    public string? Note { get; private set; }

    public FindingStatus Status =>
        ClearedAt is not null ? FindingStatus.Cleared
        : AcknowledgedAt is not null ? FindingStatus.Acknowledged
        : FindingStatus.Open;

    public static Finding Open(string source, Condition condition, DateTimeOffset at) =>
        new(source, condition.Subject, condition.Message)
        {
            Type = condition.Type,
            Severity = condition.Severity,
            OpenedSeverity = condition.Severity,
            RunId = condition.RunId,
            LastRunId = condition.RunId,
            Expected = condition.Expected?.Median,
            Low = condition.Expected?.Low,
            High = condition.Expected?.High,
            Current = condition.Current,
            PowerOfTen = condition.PowerOfTen,
            Evidence = [.. condition.Evidence.Take(MostEvidence)],
            OpenedAt = at,
            LastSeenAt = at,
        };

    public bool IsAbout(Condition condition) => condition.Type == Type && condition.Subject == Subject;

    /// <summary>It is still there, as this condition says.</summary>
    public void See(Condition condition, DateTimeOffset at)
    {
        (LastSeenAt, Current) = (at, condition.Current ?? Current);
        LastRunId = condition.RunId ?? LastRunId;
        if (condition.State != ConditionState.Holds)
            return;

        Message = condition.Message;
        Severity = condition.Severity > Severity ? condition.Severity : Severity;
        Evidence = [.. Evidence.Union(condition.Evidence).Take(MostEvidence)];
        PowerOfTen = condition.PowerOfTen is { } power ? power + (PowerOfTen ?? 0) : PowerOfTen;
    }

    public void Clear(DateTimeOffset at) => ClearedAt = at;

    /// <summary>A person takes it as normal: from now on its value is the expected one.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    public void Acknowledge(string by, string? note, DateTimeOffset at)
    {
        if (Status != FindingStatus.Open)
            throw new InvalidOperationException($"Finding {FindingId} of {Source} is not open: {Status}.");
        (AcknowledgedBy, Note, AcknowledgedAt) = (by, note, at);
    }
}
