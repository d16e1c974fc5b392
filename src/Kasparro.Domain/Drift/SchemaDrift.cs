using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>
/// A change of a source's records that was found: open until it is over or a person accepts it. At most one of a
/// source, path, kind, from and to is open.
/// </summary>
public sealed record SchemaDrift
{
    /// <summary>Set by the database; later ones have higher numbers.</summary>
    public long DriftId { get; init; }

    public required string Source { get; init; }

    public required string Path { get; init; }

    public DriftKind Kind { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public Severity Severity { get; init; }

    /// <summary>What is done about it, as the settings said when it was found.</summary>
    public DriftPolicy Policy { get; init; }

    /// <summary>0 to 1, when it was found first.</summary>
    public double Confidence { get; init; }

    /// <summary>The mapping that did not know of it: a newer one does.</summary>
    public required string TransformVersion { get; init; }

    public Guid FirstRunId { get; init; }

    public Guid LastRunId { get; init; }

    public int RunsSeen { get; init; }

    /// <summary>The first raw id of the first run; null where it stored none.</summary>
    public long? FirstRawId { get; init; }

    /// <summary>The last raw id of the last run.</summary>
    public long? LastRawId { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>UTC; when records were again as before. Null while they are not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>UTC; null unless a person accepted it.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    public string? AcceptedBy { get; init; }

    public DriftStatus Status =>
        AcceptedAt is not null ? DriftStatus.Accepted
        : EndedAt is not null ? DriftStatus.Ended
        : DriftStatus.Open;

    /// <summary>Whether records that were received with it do not become market data while it is open.</summary>
    public bool HoldsBack => DriftPolicies.HoldsBack(Policy);

    /// <summary>The change itself.</summary>
    public SchemaChange AsChange => new(Path, Kind, From, To, Severity, Confidence);

    /// <param name="transformVersion">Of the mapping in use.</param>
    public static SchemaDrift Open(
        string source,
        SchemaChange change,
        DriftPolicy policy,
        string transformVersion,
        Guid runId,
        (long? First, long? Last) rawIds,
        DateTimeOffset at
    ) =>
        new()
        {
            Source = source,
            Path = change.Path,
            From = change.From,
            To = change.To,
            TransformVersion = transformVersion,
            Kind = change.Kind,
            Severity = change.Severity,
            Policy = policy,
            Confidence = change.Confidence,
            FirstRunId = runId,
            LastRunId = runId,
            RunsSeen = 1,
            FirstRawId = rawIds.First,
            LastRawId = rawIds.Last,
            OpenedAt = at,
            LastSeenAt = at,
        };

    public bool IsAbout(SchemaChange change) =>
        (Path, Kind, From, To) == (change.Path, change.Kind, change.From, change.To);

    public SchemaDrift See(Guid runId, long? lastRawId, DateTimeOffset at) =>
        this with
        {
            LastRunId = runId,
            LastSeenAt = at,
            LastRawId = lastRawId ?? LastRawId,
            RunsSeen = RunsSeen + 1,
        };

    public SchemaDrift End(DateTimeOffset at) => this with { EndedAt = at };

    /// <summary>A person takes it as it is; of one that is over, what was received with it.</summary>
    /// <exception cref="InvalidOperationException">It was accepted before.</exception>
    public SchemaDrift Accept(string by, DateTimeOffset at) =>
        AcceptedAt is null
            ? this with
            {
                AcceptedBy = by,
                AcceptedAt = at,
            }
            : throw new InvalidOperationException($"Drift {DriftId} of {Source} was accepted by {AcceptedBy}.");
}
