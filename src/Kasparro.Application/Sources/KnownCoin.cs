namespace Kasparro.Application.Sources;

/// <summary>A coin that a source has named in an earlier run.</summary>
/// <param name="Id">The source's own id.</param>
/// <param name="Symbol">As the source last wrote it.</param>
/// <param name="Name">As the source last wrote it.</param>
public sealed record KnownCoin(string Id, string Symbol, string Name);
