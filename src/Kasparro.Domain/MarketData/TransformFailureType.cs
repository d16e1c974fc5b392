namespace Kasparro.Domain.MarketData;

/// <summary>Why a raw row gave no observation. Stored in snake_case as <c>transform_failures.error_type</c>.</summary>
public enum TransformFailureType
{
    /// <summary>The payload is not a JSON object.</summary>
    NotAnObject,

    /// <summary>The payload is nested deeper than any market data: 256 levels.</summary>
    TooDeep,

    /// <summary>A field that an observation cannot do without is absent, null or empty.</summary>
    MissingField,

    /// <summary>The row has quotes, and none in US dollars.</summary>
    NoUsdQuote,

    /// <summary>A field that holds a number holds something else.</summary>
    InvalidNumber,

    /// <summary>A number outside what it may be (a price that is not positive), or more digits than are kept.</summary>
    OutOfRange,

    /// <summary>A time that cannot be read, or could be read in two ways.</summary>
    InvalidTimestamp,

    /// <summary>A time before the first block of Bitcoin, or more than a day after the receipt.</summary>
    ImplausibleTime,

    /// <summary>Text that cannot be stored: too long, U+0000, half a surrogate pair.</summary>
    InvalidText,

    /// <summary>It was received with a change of the source's records that no one has accepted.</summary>
    Quarantined,

    /// <summary>The mapping threw: a bug of ours that costs this row only.</summary>
    MappingError,
}
