using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Findings;

/// <summary>
/// Trouble that was noticed and stays visible: open until its condition ends or a person acknowledges it as normal. At
/// most one of a source, type and subject is not cleared.
/// </summary>
public sealed record Finding
{
    private const int MostEvidence = 10;

    /// <summary>Set by the database; later findings have higher numbers.</summary>
    public long FindingId { get; init; }

    public required string Source { get; init; }

    public FindingType Type { get; init; }

    /// <summary>What of the source: a metric, or a path in its records.</summary>
    public required string Subject { get; init; }

    /// <summary>The worst so far: it never falls.</summary>
    public Severity Severity { get; init; }

    /// <summary>When it was opened: what was opened is counted by it.</summary>
    public Severity OpenedSeverity { get; init; }

    /// <summary>The run that opened it; null where none did.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The last run that showed it.</summary>
    public Guid? LastRunId { get; init; }

    /// <summary>What was expected when it was opened; null where nothing was.</summary>
    public double? Expected { get; init; }

    /// <summary>The lowest value that was normal then; null for no limit.</summary>
    public double? Low { get; init; }

    /// <summary>The highest value that was normal then; null for no limit.</summary>
    public double? High { get; init; }

    /// <summary>What it was when it was seen last.</summary>
    public double? Current { get; init; }

    /// <summary>By which power of ten the prices are off, all jumps together; null where there is none.</summary>
    public int? PowerOfTen { get; init; }

    public required string Message { get; init; }

    public string[] Evidence { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>UTC; when a judgement last found it.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>UTC; null while its condition lasts.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>UTC; null unless a person acknowledged it.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    /// <summary>Why it is normal, in the words of who acknowledged it.</summary>
    public string? Note { get; init; }

    public FindingStatus Status =>
        ClearedAt is not null ? FindingStatus.Cleared
        : AcknowledgedAt is not null ? FindingStatus.Acknowledged
        : FindingStatus.Open;

    public static Finding Open(string source, Condition condition, DateTimeOffset at) =>
        new()
        {
            Source = source,
            Subject = condition.Subject,
            Message = condition.Message,
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
    public Finding See(Condition condition, DateTimeOffset at)
    {
        var seen = this with
        {
            LastSeenAt = at,
            Current = condition.Current ?? Current,
            LastRunId = condition.RunId ?? LastRunId,
        };
        return condition.State != ConditionState.Holds
            ? seen
            : seen with
            {
                Message = condition.Message,
                Severity = condition.Severity > Severity ? condition.Severity : Severity,
                Evidence = [.. Evidence.Union(condition.Evidence).Take(MostEvidence)],
                PowerOfTen = condition.PowerOfTen is { } power ? power + (PowerOfTen ?? 0) : PowerOfTen,
            };
    }

    public Finding Clear(DateTimeOffset at) => this with { ClearedAt = at };

    /// <summary>A person takes it as normal: from now on its value is the expected one.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    public Finding Acknowledge(string by, string? note, DateTimeOffset at) =>
        Status == FindingStatus.Open
            ? this with
            {
                AcknowledgedBy = by,
                Note = note,
                AcknowledgedAt = at,
            }
            : throw new InvalidOperationException($"Finding {FindingId} of {Source} is not open: {Status}.");
}
