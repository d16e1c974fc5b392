using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Runs;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.IntegrationTests.Connections;

/// <summary>A transaction that is given up does not wait for the network without end.</summary>
public sealed class BoundedTransactionTests : EtlFixture
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_rollback_on_a_network_that_swallows_packets_ends(CancellationToken ct)
    {
        await using var network = new CuttingProxy(Database);
        await using var read = NpgsqlDataSource.Create(network.ConnectionString);
        await using var database = new KasparroDatabase(network.ConnectionString, read);
        var session = await database.OpenSessionAsync("kasparro-test", TimeSpan.FromMinutes(5), ct);
        var transaction = await BoundedTransaction.BeginAsync(session, ct);
        network.IsSilent = true;

        await transaction.DisposeAsync().AsTask().WaitAsync(ct);
        await KasparroDatabase.EndSessionAsync(session).WaitAsync(ct);

        Assert.That(session.FullState, Is.EqualTo(System.Data.ConnectionState.Closed));
    }

    [Test]
    public async Task A_transaction_that_is_not_committed_is_rolled_back_and_leaves_its_session_usable()
    {
        await using var read = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var database = new KasparroDatabase(Database.ConnectionString, read);
        await using var session = await database.OpenSessionAsync("kasparro-test", limit: null, CancellationToken.None);
        var checkpoint = new Checkpoint("csv");

        await using (await BoundedTransaction.BeginAsync(session, CancellationToken.None))
            await StoredCheckpoints.WriteAsync(session, checkpoint, CancellationToken.None);
        await using (var next = await BoundedTransaction.BeginAsync(session, CancellationToken.None))
            await next.CommitAsync(CancellationToken.None);

        Assert.That(await Database.ScalarAsync<long>("SELECT count(*) FROM etl_checkpoints"), Is.Zero);

        Assert.That(session.FullState, Is.EqualTo(System.Data.ConnectionState.Open));
    }
}
