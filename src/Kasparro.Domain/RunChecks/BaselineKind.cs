namespace Kasparro.Domain.RunChecks;

/// <summary>Which runs a run is compared with.</summary>
public enum BaselineKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The last successful ones of the same source and trigger.</summary>
    Recent,

    /// <summary>Of these, the ones that began at the same hour of the day: there are enough.</summary>
    HourOfDay,

    /// <summary>The one run that was asked for.</summary>
    Pair,
}
