using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

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

    [Test, Promise(3), Description("They are hashed while the database looks for the thousand before them.")]
    public async Task Large_records_behind_a_thousand_small_ones_are_recognised()
    {
        var text = new string('x', 300_000);
        var source = new ScriptedSource("coingecko").Sends([
            .. Enumerable.Range(0, 1_000).Select(id => Coin.Raw($"{id}", "{}")),
            .. Enumerable.Range(1_000, 100).Select(id => Coin.Raw($"{id}", $$"""{"text":"{{text}}"}""")),
        ]);
        await using var etl = EtlProcess.With(Database, source);
        await etl.IngestAsync("coingecko");

        var again = await etl.IngestAsync("coingecko");

        Assert.That((again.Failure, again.Counts.Duplicates), Is.EqualTo((null as RunFailure, 1_100)));
    }
}
