namespace Kasparro.Application.Quotas;

/// <summary>What a source sends its provider.</summary>
/// <param name="ThisMonth">Requests since the month began in UTC, by every process.</param>
/// <param name="OfARun">Requests of the last run that succeeded; null where none did.</param>
public sealed record RequestUse(long ThisMonth, long? OfARun);
