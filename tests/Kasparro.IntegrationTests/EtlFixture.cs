using Kasparro.Testing.Database;

namespace Kasparro.IntegrationTests;

/// <summary>A database of its own for every test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public abstract class EtlFixture
{
    protected TestDatabase Database { get; private set; } = null!;

    [SetUp]
    public async Task CreateDatabase() => Database = await TestDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await Database.DisposeAsync();

    protected Task<long> CountAsync(string table) => Database.ScalarAsync<long>($"SELECT count(*) FROM {table}");

    /// <summary>The first column of all rows of a query.</summary>
    protected async Task<IReadOnlyList<string?>> TextsAsync(string sql) =>
        [.. (await Database.RowsAsync(sql)).Select(row => row[0])];
}
