using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>What a source reads of its records: by it, a change is harmful, a loss or nothing to do.</summary>
/// <param name="Required">Paths without which a record gives no market data.</param>
/// <param name="Optional">Paths that may be missing.</param>
/// <param name="Keyed">Paths of objects whose names are data, such as currencies.</param>
public sealed record DeclaredFields(
    IReadOnlyList<string> Required,
    IReadOnlyList<string> Optional,
    IReadOnlyList<string> Keyed
)
{
    /// <summary>Of a source whose records have no fixed paths.</summary>
    public static readonly DeclaredFields None = new([], [], []);

    /// <summary>All paths that are read.</summary>
    public IReadOnlyList<string> Read => [.. Required, .. Optional];

    /// <summary>Of a change that takes the path away, or makes it unreadable.</summary>
    public Severity SeverityOf(string path) =>
        Required.Contains(path) ? Severity.Critical
        : Optional.Contains(path) ? Severity.Warning
        : Severity.Info;
}
