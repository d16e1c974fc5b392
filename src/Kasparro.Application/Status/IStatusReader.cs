namespace Kasparro.Application.Status;

/// <summary>
/// Reads the state of the system. All of it comes from small tables, or from the ends of indexes: nothing big is
/// counted.
/// </summary>
public interface IStatusReader
{
    /// <summary>Never throws for a database that is away, slow or empty: the result says so.</summary>
    /// <param name="patience">How long the database may take.</param>
    Task<DatabaseState> CheckAsync(TimeSpan patience, CancellationToken ct);

    /// <summary>Every source that ever ran here, in the order of their names.</summary>
    Task<IReadOnlyList<SourceProgress>> ReadProgressAsync(CancellationToken ct);

    /// <summary>Every source that ever ran here, in the order of their names.</summary>
    Task<IReadOnlyList<RunTotals>> ReadRunTotalsAsync(CancellationToken ct);

    /// <summary>Every source that ever ran here, in the order of their names; 0 where it did nothing.</summary>
    /// <param name="since">When the period began; it ends now.</param>
    Task<IReadOnlyList<PeriodTotals>> ReadPeriodAsync(DateTimeOffset since, CancellationToken ct);
}
