namespace Kasparro.Application.Failures;

/// <summary>A raw row that gave no market data, and why.</summary>
/// <param name="Source" example="coingecko">The source it came from.</param>
/// <param name="RawTable" example="raw_coingecko">Where it lies.</param>
/// <param name="RawId" example="4711">Its id there.</param>
/// <param name="RunId">The run that brought it.</param>
/// <param name="FailedAt">When deriving it failed.</param>
/// <param name="ErrorType" example="missing_field">The kind of trouble.</param>
/// <param name="ErrorMessage" example="current_price is missing">What is wrong with it.</param>
/// <param name="Payload">The row as received.</param>
public sealed record TransformFailure(
    string Source,
    string RawTable,
    long RawId,
    Guid RunId,
    DateTimeOffset FailedAt,
    string ErrorType,
    string ErrorMessage,
    JsonText Payload
);

/// <summary>Where a failure stands in the list.</summary>
public sealed record FailurePosition(DateTimeOffset FailedAt, string Source, long RawId);
