namespace Kasparro.Domain.Findings;

/// <summary>What a judgement says of a condition. What it cannot judge, it says nothing of.</summary>
public enum ConditionState
{
    /// <summary>It is there: a finding opens, or stays open.</summary>
    Holds,

    /// <summary>It was reported before and lasts: a finding stays open, and none opens.</summary>
    Lasts,

    /// <summary>It is not there.</summary>
    Ended,
}
