using Kasparro.Domain.Findings;

namespace Kasparro.Application.Findings;

/// <summary>Where findings are kept.</summary>
public interface IFindingStore
{
    /// <summary>
    /// Changes the findings of a source in one transaction. Judgements of one source wait for each other, so that each
    /// sees what the one before it stored.
    /// </summary>
    /// <param name="judge">Gets the findings that are not cleared, and returns them as they are now and those that
    /// open, which have no id yet.</param>
    /// <returns>What <paramref name="judge"/> returned, with ids.</returns>
    Task<IReadOnlyList<Finding>> UpdateAsync(
        string source,
        Func<IReadOnlyList<Finding>, CancellationToken, Task<IReadOnlyList<Finding>>> judge,
        CancellationToken ct
    );

    /// <summary>
    /// Acknowledges an open finding. Returns it as it is then; null where there is none with this id.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    Task<Finding?> AcknowledgeAsync(long findingId, string by, string? note, DateTimeOffset at, CancellationToken ct);
}
