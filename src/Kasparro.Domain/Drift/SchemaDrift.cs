using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>
/// A change of a source's records that was found: open until it is over or a person accepts it. At most one of a
/// source, path, kind, from and to is open.
/// </summary>
public sealed class SchemaDrift
{
    private SchemaDrift(string source, string path, string from, string to, string transformVersion) =>
        (Source, Path, From, To, TransformVersion) = (source, path, from, to, transformVersion);

    /// <summary>Set by the database; later ones have higher numbers.</summary>
    public long DriftId { get; private init; }

    public string Source { get; private init; }

    public string Path { get; private init; }

    public DriftKind Kind { get; private init; }

    public string From { get; private init; }

    public string To { get; private init; }

    public Severity Severity { get; private init; }

    /// <summary>What is done about it, as the settings said when it was found.</summary>
    public DriftPolicy Policy { get; private init; }

    /// <summary>0 to 1, when it was found first.</summary>
    public double Confidence { get; private init; }

    /// <summary>The mapping that did not know of it: a newer one does.</summary>
    public string TransformVersion { get; private init; }

    public Guid FirstRunId { get; private init; }

    public Guid LastRunId { get; private set; }

    public int RunsSeen { get; private set; }

    /// <summary>The first raw id of the first run; null where it stored none.</summary>
    public long? FirstRawId { get; private init; }

    /// <summary>The last raw id of the last run.</summary>
    public long? LastRawId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>UTC; when records were again as before. Null while they are not.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>UTC; null unless a person accepted it.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    public string? AcceptedBy { get; private set; }

    public DriftStatus Status =>
        AcceptedAt is not null ? DriftStatus.Accepted
        : EndedAt is not null ? DriftStatus.Ended
        : DriftStatus.Open;

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
        new(source, change.Path, change.From, change.To, transformVersion)
        {
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

    public void See(Guid runId, long? lastRawId, DateTimeOffset at)
    {
        (LastRunId, LastSeenAt, LastRawId) = (runId, at, lastRawId ?? LastRawId);
        RunsSeen++;
    }

    public void End(DateTimeOffset at) => EndedAt = at;

    /// <summary>A person takes it as it is; of one that is over, what was received with it.</summary>
    /// <exception cref="InvalidOperationException">It was accepted before.</exception>
    public void Accept(string by, DateTimeOffset at)
    {
        if (AcceptedAt is not null)
            throw new InvalidOperationException($"Drift {DriftId} of {Source} was accepted by {AcceptedBy}.");
        (AcceptedBy, AcceptedAt) = (by, at);
    }
}
