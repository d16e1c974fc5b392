namespace Kasparro.Domain.Drift.Profiles;

/// <summary>What the text of a value, or its number, looks like.</summary>
public enum ValueFormat
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>2026-03-01.</summary>
    IsoDate,

    /// <summary>2026-03-01T04:05:06Z, or with a fraction of zeros.</summary>
    IsoTime,

    /// <summary>2026-03-01T04:05:06.789Z.</summary>
    IsoTimeFraction,

    /// <summary>Ten digits, from 2001 to 2033.</summary>
    UnixSeconds,

    /// <summary>Thirteen digits, from 2001 to 2033.</summary>
    UnixMilliseconds,

    /// <summary>A number within quotation marks.</summary>
    NumericText,

    /// <summary>http or https.</summary>
    Url,
}
