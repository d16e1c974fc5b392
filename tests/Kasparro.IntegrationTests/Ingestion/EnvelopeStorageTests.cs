using System.Text;
using Kasparro.Application.Verification;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Json;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>What stands around a record, from its receipt to the market data that is made of it.</summary>
public sealed class EnvelopeStorageTests : EtlFixture
{
    private const string Payload = """{"id":"btc","symbol":"BTC","name":"Bitcoin","price":1.50}""";

    private static readonly RecordMapping s_mapping = new RecordFields
    {
        Id = "id",
        Symbol = "symbol",
        Name = "name",
        Price = "price",
        LastUpdated = FieldPlace.InEnvelope("at"),
        TimeFormat = TimeFormat.UnixSeconds,
        OnlyWhere = new FieldTest(FieldPlace.InEnvelope("quote"), "USD"),
    }.ToMapping("scripted/1");

    private readonly ScriptedSource _source = new("coingecko") { RecordMapping = record => s_mapping.Map(record) };

    [TearDown]
    public Task EnableTriggerAsync() => Database.ExecuteAsync("ALTER TABLE raw_coingecko ENABLE TRIGGER USER");

    [Test, Promise(1)]
    public async Task It_is_stored_character_for_character_and_mapped_with_its_record()
    {
        await RunAsync(Record("""{"at": 1.700e9,"quote":"USD"}""", isStated: true));
        await RunAsync(Record("""{"at": 1700000000,"quote":"USD"}""", isStated: true));

        Assert.That(
            await Database.ScalarAsync<string>("SELECT string_agg(envelope::text, ' ' ORDER BY id) FROM raw_coingecko"),
            Is.EqualTo("""{"at": 1.700e9,"quote":"USD"} {"at": 1700000000,"quote":"USD"}""")
        );
        Assert.That(
            await Database.ScalarAsync<string>("SELECT last_updated::text FROM asset_market_data"),
            Is.EqualTo("2023-11-14 22:13:20+00")
        );
        Assert.That(
            await Database.ScalarAsync<string>("SELECT error_message FROM transform_failures"),
            Does.StartWith("envelope.at is 1.700e9")
        );
    }

    [TestCase(true, 2), TestCase(false, 1), Promise(3)]
    public async Task The_same_payload_in_another_envelope_is_new_only_where_that_is_part_of_it(bool isStated, int rows)
    {
        await RunAsync(Record("""{"at":1700000000,"quote":"USD"}""", isStated));
        await RunAsync(Record("""{"quote":"USD","at":1700000000}""", isStated));
        await RunAsync(Record("""{"at":1700000060,"quote":"USD"}""", isStated));

        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(rows));
        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(rows));
    }

    [Test, Promise(1)]
    public async Task A_stated_envelope_that_was_changed_is_named_with_its_row()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await RunAsync(Record("""{"at":1700000000,"quote":"USD"}""", isStated: true));
        await RunAsync(Record("""{"at":1700000000,"quote":"EUR"}""", isStated: false));
        Assert.That((await etl.SendAsync(new VerifyBronze())).Single().Problem, Is.Null);

        await Database.ExecuteAsync(
            "ALTER TABLE raw_coingecko DISABLE TRIGGER USER; "
                + """UPDATE raw_coingecko SET envelope = '{"at":1700000001,"quote":"USD"}' WHERE id = 1"""
        );
        Assert.That(
            (await etl.SendAsync(new VerifyBronze())).Single().Problem,
            Does.StartWith("Row 1 of raw_coingecko").And.EndsWith("it was changed.")
        );
    }

    [Test, Promise(10)]
    public async Task A_row_that_is_not_applicable_is_counted_and_is_no_failure()
    {
        await using var etl = EtlProcess.With(Database, _source);
        var first = await RunAsync(
            Record("""{"at":1700000000,"quote":"USD"}""", isStated: true),
            Record("""{"at":1700000000,"quote":"EUR"}""", isStated: true)
        );
        var again = await etl.TransformAsync("coingecko");
        var full = await etl.TransformAsync("coingecko", full: true);

        Assert.That((first.Read, first.Inserted, first.Failed, first.NotApplicable), Is.EqualTo((2, 1, 0, 1)));
        Assert.That(again.Read, Is.Zero, "what is not applicable is not read again by each transformation");
        Assert.That((full.Read, full.Inserted, full.NotApplicable), Is.EqualTo((2, 1, 1)));
        Assert.That(await CountAsync("transform_failures"), Is.Zero);
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', not_applicable_total, last_not_applicable_id) FROM transformations"
            ),
            Is.EqualTo("2|2")
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private static RawRecord Record(string envelope, bool isStated) =>
        RawRecord.From(
            "btc",
            Encoding.UTF8.GetBytes(Payload),
            new RecordEnvelope(Encoding.UTF8.GetBytes(envelope), isStated)
        );

    private async Task<Application.Transformation.TransformResult> RunAsync(params RawRecord[] records)
    {
        await using var etl = EtlProcess.With(Database, _source.SendsNothing().Sends(records));
        return await etl.RunAsync("coingecko");
    }
}
