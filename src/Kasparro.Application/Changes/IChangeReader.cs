namespace Kasparro.Application.Changes;

/// <summary>Reads the changes of market data.</summary>
public interface IChangeReader
{
    /// <summary>
    /// The changes after a position. A client that follows them, and stores or deletes what each says, ends with the
    /// rows that are there: a row that has changed several times may come once, and one that has not may come again.
    /// </summary>
    Task<ChangePage> ReadAsync(ChangePosition after, int limit, CancellationToken ct);

    /// <summary>The position behind the latest change.</summary>
    Task<ChangePosition> EndAsync(CancellationToken ct);
}
