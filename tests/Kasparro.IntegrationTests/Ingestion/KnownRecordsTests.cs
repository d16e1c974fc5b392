using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.IntegrationTests.Ingestion;

public sealed class KnownRecordsTests : EtlFixture
{
    [Test, Promise(1), Promise(3)]
    public async Task A_payload_that_another_id_has_had_is_new()
    {
        var source = new ScriptedSource("coingecko").Sends([
            Coin.Raw("a", """{"price":1}"""),
            Coin.Raw("b", """{"price":2}"""),
        ]);
        await using var etl = EtlProcess.With(Database, source);
        await etl.IngestAsync("coingecko");

        source
            .SendsNothing()
            .Sends([
                Coin.Raw("a", """{"price":1}"""),
                Coin.Raw("b", """{"price":2}"""),
                Coin.Raw("c", """{"price":1}"""),
            ]);
        var again = await etl.IngestAsync("coingecko");

        Assert.That((again.Counts.Inserted, again.Counts.Duplicates), Is.EqualTo((1, 2)));
        Assert.That(await CountAsync("raw_coingecko WHERE source_id = 'c'"), Is.EqualTo(1));
    }

    [TestCase(2)]
    [TestCase(100)]
    public async Task Each_is_staged_once_however_many_are_kept_in_memory(int maxNoted)
    {
        RawRecord[] records = [.. Enumerable.Range(0, 6).Select(number => new Coin($"coin {number}").Record())];
        await using var etl = EtlProcess.With(Database, new ScriptedSource("csv").Sends(records));
        await etl.IngestAsync("csv");
        await using var read = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var database = new KasparroDatabase(Database.ConnectionString, read);
        await using var session = await database.OpenSessionAsync("kasparro-test", limit: null, CancellationToken.None);
        var table = BronzeTable.Of("csv");
        await using (var create = Sql.Command(session, "create_stage", table))
            await create.ExecuteNonQueryAsync();
        var known = new KnownRecords(session, table) { MaxNoted = maxNoted };
        byte[][] hashes = [.. records.Select(record => record.Hash())];

        for (var from = 0; from < records.Length; from += 3)
            await known.FindAsync(records, hashes, from, from + 3, rows: 10, DateTimeOffset.UnixEpoch, default);
        await known.StageAsync(default);

        await using var staged = new NpgsqlCommand(
            "SELECT string_agg(place || ' ' || source_id, ', ' ORDER BY place) "
                + "FROM raw_csv_known JOIN raw_csv ON id = raw_id",
            session
        );
        Assert.That(
            await staged.ExecuteScalarAsync(),
            Is.EqualTo("10 coin 0, 11 coin 1, 12 coin 2, 13 coin 3, 14 coin 4, 15 coin 5")
        );
    }

    [Test, Promise(1), Description("Records are looked for a thousand at a time.")]
    public async Task New_records_behind_a_thousand_known_ones_are_stored()
    {
        var records = Enumerable.Range(0, 2_100).Select(id => new Coin($"{id}").Record()).ToList();
        var source = new ScriptedSource("coingecko").Sends(records[..1_000]);
        await using var etl = EtlProcess.With(Database, source);
        await etl.IngestAsync("coingecko");

        source.SendsNothing().Sends(records);
        var again = await etl.IngestAsync("coingecko");

        Assert.That((again.Counts.Inserted, again.Counts.Duplicates), Is.EqualTo((1_100, 1_000)));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(2_100));
    }
}
