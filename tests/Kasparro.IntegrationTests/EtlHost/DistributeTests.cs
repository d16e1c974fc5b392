using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class DistributeTests
{
    [Test]
    public async Task A_database_of_one_machine_is_refused_and_stays_as_it_is()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await EtlHostProcess.RunAsync(database, null, "migrate");

        var refused = await EtlHostProcess.RunAsync(database, null, "distribute");

        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(
            refused.Errors,
            Does.Contain(
                "The database has no extension citus, so its tables cannot be distributed. On a Citus cluster, run "
                    + "CREATE EXTENSION citus on each machine and citus_add_node for each worker first"
            )
        );
        Assert.That(
            await database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'asset_market_data'::regclass AND NOT tgisinternal"
            ),
            Is.EqualTo(4)
        );
    }
}
