namespace Kasparro.Domain.RunChecks;

/// <summary>Which runs a run is compared with.</summary>
public enum BaselineKind
{
    /// <summary>No run to compare with.</summary>
    None,

    /// <summary>The last successful ones of the same source and trigger.</summary>
    Recent,

    /// <summary>Of these, those that started at the same hour of the day, where there are enough.</summary>
    HourOfDay,

    /// <summary>The one run that was named in the request.</summary>
    Pair,
}
