namespace Kasparro.Domain.Runs;

/// <summary>Why a run failed, for a person: one sentence on what happened and one on what to do next.</summary>
public sealed record RunFailure(FailureClass Class, string Sentence, string NextStep)
{
    /// <summary>
    /// What the upstream itself said, shortened and without the key; null where it said nothing. For operators with
    /// access to the database: no log, trace or API response repeats another system's words.
    /// </summary>
    public string? UpstreamText { get; init; }

    /// <summary>See <see cref="RunMetadata.UsualRecords"/>.</summary>
    public long? UsualRecords { get; init; }

    public override string ToString() => $"{Sentence} {NextStep}";
}
