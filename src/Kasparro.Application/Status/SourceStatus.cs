namespace Kasparro.Application.Status;

/// <summary>Whether a source delivers.</summary>
public enum SourceStatus
{
    /// <summary>Its last run succeeded, and not long ago.</summary>
    Ok,

    /// <summary>Its last success is more than one and a half intervals ago.</summary>
    Stale,

    /// <summary>Its last finished run failed.</summary>
    Failed,

    /// <summary>No run has succeeded yet.</summary>
    NeverSucceeded,

    /// <summary>The database could not be read.</summary>
    Unknown,
}
