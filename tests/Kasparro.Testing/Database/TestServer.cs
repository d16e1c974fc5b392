namespace Kasparro.Testing.Database;

/// <summary>A PostgreSQL server on which tests create and drop databases.</summary>
/// <param name="connectionString">A superuser's, to the database <c>postgres</c>.</param>
/// <param name="owned">What ends the server; null where it is not ours to stop.</param>
/// <param name="workers">As the first, of each machine that it distributes tables to.</param>
internal sealed class TestServer(string connectionString, IAsyncDisposable? owned, params IReadOnlyList<string> workers)
    : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    public IReadOnlyList<string> Workers { get; } = workers;

    public bool IsOurs => owned is not null;

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
