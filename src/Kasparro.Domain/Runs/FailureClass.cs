namespace Kasparro.Domain.Runs;

/// <summary>The kind of failure that ended a run, and with it who can fix it: see each value.</summary>
public enum FailureClass
{
    /// <summary>A setting, key or plan is wrong: a person changes it; no retry will help.</summary>
    Config,

    /// <summary>The source was slow, busy or away: the next run will likely succeed.</summary>
    Transient,

    /// <summary>The source sent what it should never send: a person has to look at it.</summary>
    Data,

    /// <summary>Our own side: database, disk, memory, a process that died.</summary>
    System,

    /// <summary>A person or a deployment ended it: nothing to do, unless it happens again and again.</summary>
    Cancelled,
}
