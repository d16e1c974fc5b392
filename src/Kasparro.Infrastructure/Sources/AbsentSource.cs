namespace Kasparro.Infrastructure.Sources;

/// <summary>A source that is enabled only because none is named, and has nothing to fetch from.</summary>
/// <param name="Name">As in ENABLED_SOURCES.</param>
/// <param name="Reason">Without a full stop.</param>
public sealed record AbsentSource(string Name, string Reason);
