namespace Kasparro.Domain.Quality;

/// <summary>A run that was left out of a baseline.</summary>
/// <param name="Reason">Why.</param>
public sealed record ExcludedRun(Guid RunId, string Reason);
