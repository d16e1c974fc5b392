namespace Kasparro.Application.Failures;

/// <summary>A raw row that gave no market data, and why.</summary>
/// <param name="Source" example="coingecko">The source that sent it.</param>
/// <param name="RawTable" example="raw_coingecko">The table that holds it.</param>
/// <param name="RawId" example="4711">Its id in that table.</param>
/// <param name="RunId">The run that stored it.</param>
/// <param name="FailedAt">When its transformation failed.</param>
/// <param name="ErrorType" example="missing_field">The kind of error.</param>
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
