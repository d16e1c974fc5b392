namespace Kasparro.Testing.Database;

/// <summary>A PostgreSQL server on which tests create and drop databases.</summary>
internal abstract class PostgresServer : IAsyncDisposable
{
    /// <summary>A superuser's, to the database <c>postgres</c>.</summary>
    public abstract string ConnectionString { get; }

    public abstract ValueTask DisposeAsync();
}
