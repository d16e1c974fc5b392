namespace Kasparro.Application.Explanation;

/// <summary>
/// A source said again what a raw row holds, after it had said something else about the same instant.
/// </summary>
/// <param name="StatementId" example="4911">Its place among the statements of the source.</param>
/// <param name="RunId" example="0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10">The run that received it.</param>
/// <param name="SightedAt">When it was received.</param>
public sealed record SightingDetail(long StatementId, Guid RunId, DateTimeOffset SightedAt);
