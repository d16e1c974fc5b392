namespace Kasparro.Application.Status;

/// <summary>The state of a source.</summary>
public enum SourceCondition
{
    /// <summary>Its last run succeeded, and not long ago.</summary>
    Ok,

    /// <summary>Its last success is more than one and a half intervals ago.</summary>
    Stale,

    /// <summary>Its last finished run failed.</summary>
    Failed,

    /// <summary>No run of it succeeded yet.</summary>
    NeverSucceeded,

    /// <summary>The database could not be asked.</summary>
    Unknown,
}
