namespace Kasparro.Domain.Drift;

/// <summary>How records of a source changed.</summary>
public enum DriftKind
{
    /// <summary>A path that was not there before.</summary>
    Added,

    /// <summary>A path that is no longer there.</summary>
    Removed,

    /// <summary>Values of another JSON type.</summary>
    TypeChanged,

    /// <summary>Texts or numbers of another format, or URLs of another host.</summary>
    FormatChanged,

    /// <summary>A path vanished, and another one has its values.</summary>
    Renamed,

    /// <summary>Another share of the records has the path, or has null there.</summary>
    PresenceShifted,

    /// <summary>
    /// Numbers are a hundred times larger or smaller, or more, for nearly every id; or all prices jumped by one factor.
    /// </summary>
    ScaleShifted,
}
