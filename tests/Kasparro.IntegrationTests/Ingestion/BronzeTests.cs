using System.Text;
using Kasparro.Domain.Bronze;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Kasparro.IntegrationTests.Ingestion;

public sealed class BronzeTests : EtlFixture
{
    [Test, Promise(1)]
    public async Task A_payload_lies_in_bronze_with_the_sources_own_text()
    {
        string[] payloads =
        [
            """{ "id" : "a",  "price":1.10, "b":1, "a":2 }""",
            """{"id":"b","price":1e-30,"price":2.50}""",
            """{"id":"c","text":"\u0000 \ud800 \u00e9 é 🟥","n":123456789012345678901234567890.1234567890}""",
        ];
        var source = new ScriptedSource("coingecko").Sends([
            .. payloads.Select((json, at) => Coin.Raw($"{(char)('a' + at)}", json)),
        ]);
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");

        for (var at = 0; at < payloads.Length; at++)
            Assert.That(
                await Database.ScalarAsync<string>(
                    $"SELECT payload::text FROM raw_coingecko ORDER BY id OFFSET {at} LIMIT 1"
                ),
                Is.EqualTo(payloads[at])
            );
    }

    [Test, Promise(1), Promise(10)]
    public async Task A_record_without_a_usable_id_is_kept_under_one_made_from_its_hash_and_fails_on_transform()
    {
        RawRecord[] records =
        [
            Coin.Raw(null, """{"symbol":"x"}"""),
            Coin.Raw(null, "42"),
            Coin.Raw(null, "[1,2]"),
            Coin.Raw("", """{"id":""}"""),
            Coin.Raw(new string('x', 5_000), """{"id":"long"}"""),
            Coin.Raw("nul\0", """{"id":"nul\u0000"}"""),
        ];
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(records));

        await etl.IngestAsync("coingecko");
        await etl.IngestAsync("coingecko");
        var derived = await etl.TransformAsync("coingecko");

        Assert.That(await CountAsync("raw_coingecko WHERE source_id LIKE 'sha256:%'"), Is.EqualTo(records.Length));
        Assert.That(derived.Failed, Is.EqualTo(records.Length));
        Assert.That(await CountAsync("transform_failures"), Is.EqualTo(records.Length));
    }

    [Test, Promise(2)]
    public async Task Bronze_refuses_to_be_changed_or_emptied(
        [Values("raw_coingecko", "raw_coinpaprika", "raw_csv")] string table,
        [Values(
            "UPDATE {0} SET source_id = 'x'",
            "DELETE FROM {0}",
            "TRUNCATE {0}",
            "UPDATE {0} SET payload = '1' WHERE false"
        )]
            string statement
    )
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource(table[4..]).Sends(new Coin("bitcoin")));
        await etl.IngestAsync(table[4..]);

        var refusal = Assert.ThrowsAsync<PostgresException>(() =>
            Database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, table))
        );

        Assert.That(refusal!.MessageText, Does.StartWith("Bronze only grows"));
        Assert.That(await CountAsync(table), Is.EqualTo(1));
    }

    [Test, Promise(2)]
    public async Task Every_raw_table_has_the_trigger_that_refuses()
    {
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT string_agg(table_name, ', ') FROM information_schema.tables "
                    + "WHERE table_name LIKE 'raw\\_%' AND NOT EXISTS (SELECT FROM pg_trigger "
                    + "WHERE tgrelid = table_name::regclass AND tgname = table_name || '_append_only' "
                    + "AND tgenabled = 'O')"
            ),
            Is.Null
        );
    }

    [Test, Promise(3)]
    public async Task What_was_received_before_is_recognised_and_stored_once()
    {
        var source = new ScriptedSource("coingecko")
            .Sends(new Coin("bitcoin"), new Coin("ethereum"), new Coin("bitcoin"))
            .Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, source);

        var first = await etl.IngestAsync("coingecko");
        var second = await etl.IngestAsync("coingecko");

        Assert.That((first.Counts.Fetched, first.Counts.Inserted, first.Counts.Duplicates), Is.EqualTo((4, 2, 2)));
        Assert.That((second.Counts.Fetched, second.Counts.Inserted), Is.EqualTo((4, 0)));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(2));
    }

    [Test, Promise(1), Promise(3)]
    public async Task Of_one_page_only_new_records_are_stored_however_known_ones_are_mixed_in(
        [Values("known first", "new first")] string order
    )
    {
        var known = Enumerable.Range(0, 1_500).Select(n => Coin.Raw($"known-{n}", $$"""{"id":"known-{{n}}"}"""));
        var fresh = Enumerable.Range(0, 1_500).Select(n => Coin.Raw($"new-{n}", $$"""{"id":"new-{{n}}"}"""));
        var (first, then) = order == "known first" ? (known, fresh) : (fresh, known);
        RawRecord[] mixed =
        [
            .. first.Take(100),
            .. first.Skip(100).Zip(then, (a, b) => (RawRecord[])[a, b, b]).SelectMany(m => m),
        ];
        var before = new ScriptedSource("coingecko").Sends([.. known]);
        await using (var etl = EtlProcess.With(Database, before))
            await etl.IngestAsync("coingecko");
        await using var again = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(mixed));

        var result = await again.IngestAsync("coingecko");

        var stored = mixed
            .Select(record => record.SourceId)
            .Where(id => id.StartsWith("new", StringComparison.Ordinal));
        string[] expected = [.. stored.Distinct()];
        Assert.That((result.Counts.Fetched, result.Counts.Inserted), Is.EqualTo((mixed.Length, expected.Length)));
        Assert.That(
            await Database.ScalarAsync<string[]>(
                "SELECT array_agg(payload ->> 'id' ORDER BY id) FROM raw_coingecko WHERE id > 1500"
            ),
            Is.EqualTo(expected)
        );
    }

    [Test, Promise(3)]
    public async Task The_order_of_keys_does_not_make_a_record_new_and_one_digit_does()
    {
        RawRecord[] same =
        [
            Coin.Raw("a", """{"id":"a","x":{"p":1.0,"q":2}}"""),
            Coin.Raw("a", """{ "x": {"q":2, "p":1.0}, "id":"a" }"""),
        ];
        RawRecord[] other =
        [
            Coin.Raw("a", """{"id":"a","x":{"p":1.00,"q":2}}"""),
            Coin.Raw("a", """{"id":"a","x":{"p":1,"q":2}}"""),
        ];
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends([.. same, .. other]));

        var result = await etl.IngestAsync("coingecko");

        Assert.That(result.Counts.Inserted, Is.EqualTo(3));
    }

    [Test, Promise(3)]
    public async Task The_database_itself_refuses_a_second_row_of_the_same_id_and_hash()
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));
        await etl.IngestAsync("coingecko");

        var refusal = Assert.ThrowsAsync<PostgresException>(() =>
            Database.ExecuteAsync(
                "INSERT INTO raw_coingecko (source_id, payload, payload_hash, ingested_at, run_id) "
                    + "SELECT source_id, payload, payload_hash, ingested_at, run_id FROM raw_coingecko"
            )
        );

        Assert.That(refusal!.SqlState, Is.EqualTo(PostgresErrorCodes.UniqueViolation));
    }

    [Test]
    public async Task Each_page_is_received_when_it_came()
    {
        var time = new FakeTimeProvider(Clocks.Start);
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin")).Sends(new Coin("ethereum"));
        source.BeforePage = (page, _) =>
        {
            time.Advance(TimeSpan.FromMinutes(page));
            return Task.CompletedTask;
        };
        await using var etl = EtlProcess.With(Database, time, source);

        await etl.IngestAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT string_agg(source_id || to_char(ingested_at AT TIME ZONE 'UTC', ' HH24:MI'), ', ' ORDER BY id) "
                    + "FROM raw_coingecko"
            ),
            Is.EqualTo("bitcoin 12:01, ethereum 12:03")
        );
    }

    [Test]
    public async Task Ids_follow_the_order_of_receipt_over_many_pages()
    {
        var source = new ScriptedSource("coingecko");
        for (var page = 0; page < 20; page++)
            source.Sends([
                .. Enumerable
                    .Range(page * 500, 500)
                    .Select(number => new Coin($"coin-{number:D5}", Name: new string('n', number % 300)).Record()),
            ]);
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<bool>(
                "SELECT bool_and(source_id = 'coin-' || lpad((place - 1)::text, 5, '0')) "
                    + "FROM (SELECT source_id, row_number() OVER (ORDER BY id) AS place FROM raw_coingecko) r"
            ),
            Is.True
        );
    }

    [Test]
    public async Task A_stored_hash_is_the_hash_of_the_stored_payload()
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));

        await etl.IngestAsync("coingecko");

        var payload = await Database.ScalarAsync<string>("SELECT payload::text FROM raw_coingecko");
        Assert.That(
            await Database.ScalarAsync<byte[]>("SELECT payload_hash FROM raw_coingecko"),
            Is.EqualTo(PayloadHash.Of(Encoding.UTF8.GetBytes(payload!)))
        );
    }
}
