namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>
/// How a source writes its times. Stated, never guessed: a number of seconds may also be milliseconds.
/// </summary>
internal enum TimeFormat
{
    Iso8601,

    /// <summary>A fraction is read too.</summary>
    UnixSeconds,
    UnixMilliseconds,
    UnixMicroseconds,
    UnixNanoseconds,
}
