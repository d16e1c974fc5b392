namespace Kasparro.Application.Explanation;

/// <summary>A raw row of the same id at the source that gave no market data.</summary>
/// <param name="RawId" example="4712">Its id in the raw table.</param>
/// <param name="FailedAt">When its transformation failed.</param>
/// <param name="ErrorType" example="missing_field">The kind of error.</param>
/// <param name="ErrorMessage" example="current_price is missing">What is wrong with it.</param>
public sealed record SourceFailure(long RawId, DateTimeOffset FailedAt, string ErrorType, string ErrorMessage);
