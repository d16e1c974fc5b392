using Kasparro.Domain.Drift;

namespace Kasparro.Application.Drift;

/// <summary>Where it is kept what records look like.</summary>
public interface ISchemaStore
{
    /// <summary>
    /// Takes a change as it is: what the latest run showed is what is known from now on. Returns it as it is then; null
    /// where there is none with this id.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    Task<SchemaDrift?> AcceptAsync(long driftId, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Stores changes of a source, while no one else does.</summary>
    /// <param name="change">From those that are open to those that are new or other than they were.</param>
    Task ChangeAsync(
        string source,
        Func<IReadOnlyList<SchemaDrift>, IReadOnlyList<SchemaDrift>> change,
        CancellationToken ct
    );
}
