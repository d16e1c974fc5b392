namespace Kasparro.Application.Schema;

/// <summary>Tables that are spread over several machines.</summary>
public interface IDatabaseDistribution
{
    /// <summary>
    /// Distributes the tables that should be and are not yet, with their rows, and returns their names. Writers wait
    /// meanwhile.
    /// </summary>
    Task<IReadOnlyList<string>> DistributeAsync(CancellationToken ct);
}
