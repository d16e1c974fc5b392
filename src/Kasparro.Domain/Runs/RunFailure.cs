using System.Text;

namespace Kasparro.Domain.Runs;

/// <summary>Why a run failed, for a person: one sentence on what happened and one on what to do next.</summary>
public sealed record RunFailure(FailureClass Class, string Sentence, string NextStep)
{
    /// <summary>It may quote what was received: no database stores a NUL, no terminal wants an escape, and
    /// it stays one line.</summary>
    public string Sentence { get; init; } = Printable(Sentence);

    /// <summary>
    /// What the upstream itself said, shortened and without the key; null where it said nothing. For operators with
    /// access to the database: no log, trace or API response repeats another system's words.
    /// </summary>
    public string? UpstreamText
    {
        get;
        init => field = value is null ? null : Printable(value);
    }

    /// <summary>See <see cref="RunMetadata.UsualRecords"/>.</summary>
    public long? UsualRecords { get; init; }

    private static string Printable(string text) => string.Concat(text.EnumerateRunes().Select(Printable));

    /// <summary>Half of a pair is a replacement character as a rune already.</summary>
    private static Rune Printable(Rune rune) =>
        !Rune.IsControl(rune) ? rune
        : Rune.IsWhiteSpace(rune) ? new Rune(' ')
        : Rune.ReplacementChar;

    public override string ToString() => $"{Sentence} {NextStep}";
}
