namespace Kasparro.Domain.Runs;

/// <summary>Why a run failed, for a person: one sentence on what happened and one on what to do next.</summary>
public sealed record RunFailure(FailureClass Class, string Sentence, string NextStep)
{
    public override string ToString() => $"{Sentence} {NextStep}";
}
