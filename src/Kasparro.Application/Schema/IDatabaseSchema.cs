namespace Kasparro.Application.Schema;

/// <summary>The database's schema.</summary>
public interface IDatabaseSchema
{
    /// <summary>
    /// Applies the missing migrations, creates the missing raw tables, and returns the names of both. Several processes
    /// may call it at once.
    /// </summary>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct);

    /// <summary>Names of migrations and of raw tables that the database lacks.</summary>
    Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct);
}
