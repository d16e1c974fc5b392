using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.IntegrationTests.Database;

/// <summary>The database itself keeps market data from losing its asset.</summary>
public sealed class AssetReferenceTests : EtlFixture
{
    private const string Orphan =
        "INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, created_at, raw_id) "
        + "VALUES ('00000000-0000-0000-0000-000000000001', 'csv', now(), 1, now(), 9)";

    [Test]
    [TestCase(Orphan)]
    [TestCase("DELETE FROM asset_sources; DELETE FROM assets")]
    [TestCase("TRUNCATE assets, asset_sources")]
    [TestCase("UPDATE asset_market_data SET asset_id = '00000000-0000-0000-0000-000000000001'")]
    [TestCase("DELETE FROM asset_sources; UPDATE assets SET asset_id = '00000000-0000-0000-0000-000000000001'")]
    public async Task Market_data_without_its_asset_is_refused(string statement)
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("csv").Sends(new Coin("a")));
        await etl.RunAsync("csv");

        var refusal = Assert.ThrowsAsync<PostgresException>(() => Database.ExecuteAsync(statement));

        AssertRefused(refusal!);
        Assert.That(await CountAsync("asset_market_data JOIN assets USING (asset_id)"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_asset_may_follow_its_market_data_in_the_same_transaction()
    {
        await Database.ExecuteAsync(
            $"BEGIN; {Orphan}; INSERT INTO assets VALUES ('00000000-0000-0000-0000-000000000001', 'A', 'A'); COMMIT"
        );

        Assert.That(await CountAsync("asset_market_data JOIN assets USING (asset_id)"), Is.EqualTo(1));
        Assert.That(await CountAsync("unchecked_asset_references"), Is.Zero);
    }

    [Test]
    public async Task An_asset_that_is_deleted_meanwhile_is_missed_at_the_commit()
    {
        await Database.ExecuteAsync("INSERT INTO assets VALUES ('00000000-0000-0000-0000-000000000001', 'A', 'A')");
        await using var writer = await Database.OpenConnectionAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(Orphan, writer))
            await insert.ExecuteNonQueryAsync();

        await Database.ExecuteAsync("DELETE FROM assets");

        var refusal = Assert.ThrowsAsync<PostgresException>(() => transaction.CommitAsync());
        AssertRefused(refusal!);
    }

    [Test, Promise(7)]
    public async Task A_source_that_is_rebuilt_leaves_an_asset_that_another_one_still_has_data_of()
    {
        var gecko = new ScriptedSource("coingecko").Sends(new Coin("a"));
        await using var etl = EtlProcess.With(Database, gecko, new ScriptedSource("csv").Sends(new Coin("a")));
        await etl.RunAsync("coingecko");
        await etl.RunAsync("csv");
        await Database.ExecuteAsync("DELETE FROM asset_sources WHERE source = 'csv'");
        gecko.WithVersion("scripted/2").Mapping = _ => new Domain.MarketData.Mapping.Rejected(
            Domain.MarketData.TransformFailureType.MappingError,
            "all gone"
        );

        var rebuilt = await etl.TransformAsync("coingecko");

        Assert.That((rebuilt.WasFull, rebuilt.Failed), Is.EqualTo((true, 1)));
        Assert.That(await CountAsync("asset_market_data JOIN assets USING (asset_id)"), Is.EqualTo(1));
    }

    /// <summary>Citus refuses in words and codes of its own, such as that another machine could not commit.</summary>
    private void AssertRefused(PostgresException refusal)
    {
        if (!Database.IsDistributed)
            Assert.That(refusal.SqlState, Is.EqualTo(PostgresErrorCodes.ForeignKeyViolation));
    }
}
