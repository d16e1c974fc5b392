using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.IntegrationTests.Transformation;

public sealed class SilverTests : EtlFixture
{
    [Test, Promise(9)]
    [TestCase("0.000000000000000000000000000001")]
    [TestCase("1e-30")]
    [TestCase("1.2345678901234567890123456789012345")]
    [TestCase("0.12345678901234567890123456789012345")]
    [TestCase("8e28")]
    [TestCase("3.811533544015344e38")]
    [TestCase("123456789012345678901234567890.1234567890")]
    [TestCase("20050865.0")]
    [TestCase("1.0e+15")]
    [TestCase("3.84e-18")]
    public async Task A_number_keeps_every_digit(string lexeme)
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("bitcoin", Price: lexeme, MarketCap: lexeme, Volume: lexeme))
        );

        await etl.RunAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', price_usd::text, market_cap_usd::text, volume_24h_usd::text) "
                    + "FROM asset_market_data"
            ),
            Is.EqualTo(
                await Database.ScalarAsync<string>(
                    $"SELECT concat_ws('|', '{lexeme}'::numeric::text, '{lexeme}'::numeric::text, "
                        + $"'{lexeme}'::numeric::text)"
                )
            )
        );
    }

    [Test, Promise(9)]
    public async Task A_number_that_cannot_be_kept_is_a_failure_and_never_a_rounded_value()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(
                new Coin("tiny", Price: "1e-1001"),
                new Coin("huge", MarketCap: "1e1001"),
                new Coin("fine")
            )
        );

        var derived = await etl.RunAsync("coingecko");

        Assert.That((derived.Inserted, derived.Failed), Is.EqualTo((1, 2)));
        Assert.That(
            await Database.ScalarAsync<string>("SELECT string_agg(DISTINCT error_type, ',') FROM transform_failures"),
            Is.EqualTo("out_of_range")
        );
    }

    [Test, Promise(9)]
    public async Task The_tables_refuse_what_is_no_price([Values("0", "-1", "'NaN'", "'Infinity'")] string price)
    {
        var refusal = Assert.ThrowsAsync<PostgresException>(() =>
            Database.ExecuteAsync(
                "INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, created_at, "
                    + $"raw_id) VALUES (gen_random_uuid(), 's', now(), {price}, now(), 1)"
            )
        );

        Assert.That(refusal!.MessageText, Does.Contain("ck_asset_market_data_price_usd"));
    }

    [Test, Promise(10)]
    public async Task A_bad_row_costs_one_row_and_is_recorded_once_with_its_reason()
    {
        var source = new ScriptedSource("coingecko").Sends(
            new Coin("a"),
            new Coin("b", Symbol: "bbb", Price: "-5"),
            new Coin("c", Symbol: "ccc")
        );
        await using var etl = EtlProcess.With(Database, source);

        var ran = await etl.IngestAsync("coingecko");
        await etl.TransformAsync("coingecko");
        await etl.TransformAsync("coingecko");
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(2));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', source, raw_table, raw_id, run_id, error_type, error_message, "
                    + "payload) FROM transform_failures"
            ),
            Is.EqualTo(
                $"coingecko|raw_coingecko|2|{ran.RunId}|out_of_range|current_price is -5; it must be "
                    + $"greater than 0|{new Coin("b", Symbol: "bbb", Price: "-5").Json()}"
            )
        );
    }

    [Test, Promise(10)]
    public async Task A_mapping_that_throws_costs_its_row_only()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("a"), new Coin("b", Symbol: "bbb"));
        source.Mapping = payload =>
            CoinGeckoMapping.Map(new StoredRecord(payload)) is Mapping.Accepted { Observation.SourceAssetId: "b" }
                ? throw new InvalidOperationException("a bug")
                : CoinGeckoMapping.Map(new StoredRecord(payload));
        await using var etl = EtlProcess.With(Database, source);

        var derived = await etl.RunAsync("coingecko");

        Assert.That((derived.Inserted, derived.Failed), Is.EqualTo((1, 1)));
        Assert.That(
            await Database.ScalarAsync<string>("SELECT error_type || ': ' || error_message FROM transform_failures"),
            Is.EqualTo("mapping_error: mapping threw InvalidOperationException: a bug")
        );
    }

    [Test, Promise(10)]
    public async Task A_failure_disappears_when_a_later_derivation_succeeds_which_a_new_version_starts_by_itself()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("a"), new Coin("b", Symbol: "bbb"));
        source.Mapping = _ => new Mapping.Rejected(TransformFailureType.MappingError, "not understood yet");
        await using var etl = EtlProcess.With(Database, source);
        await etl.RunAsync("coingecko");
        var before = await CountAsync("transform_failures");

        source.Mapping = payload => CoinGeckoMapping.Map(new StoredRecord(payload));
        var same = await etl.TransformAsync("coingecko");
        source.WithVersion("scripted/2");
        var rebuilt = await etl.TransformAsync("coingecko");

        Assert.That(before, Is.EqualTo(2));
        Assert.That((same.Read, rebuilt.Read, rebuilt.WasFull), Is.EqualTo((0, 2, true)));
        Assert.That(
            (await CountAsync("transform_failures"), await CountAsync("asset_market_data")),
            Is.EqualTo((0, 2))
        );
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', version, silver_rows, failure_rows, transformed_total, "
                    + "failed_total) FROM transformations"
            ),
            Is.EqualTo("scripted/2|2|0|2|2")
        );
    }

    [Test, Promise(8)]
    public async Task Of_two_statements_about_one_instant_the_later_received_wins_in_one_chunk_or_in_two()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("a", Price: "1"), new Coin("a", Price: "2"));
        await using var etl = EtlProcess.With(Database, source);

        var first = await etl.RunAsync("coingecko");
        source.Sends(new Coin("a", Price: "3"));
        var second = await etl.RunAsync("coingecko");

        Assert.That(
            (first.Inserted, first.Superseded, second.Inserted, second.Replaced, second.Superseded),
            Is.EqualTo((1, 1, 0, 1, 1))
        );
        Assert.That(
            await Database.ScalarAsync<string>("SELECT price_usd || '|' || raw_id FROM asset_market_data"),
            Does.StartWith("3|")
        );
        Assert.That(await Database.ScalarAsync<long>("SELECT silver_rows FROM transformations"), Is.EqualTo(1));
    }

    [Test]
    public async Task Silver_grows_when_raw_rows_give_market_data_and_not_when_none_do()
    {
        const string grown = "SELECT grown_at FROM transformations";
        var source = new ScriptedSource("coingecko").Sends(new Coin("a"));
        await using var etl = EtlProcess.With(Database, source);
        await etl.RunAsync("coingecko");
        var first = await Database.ScalarAsync<DateTime>(grown);

        source.SendsNothing().Sends(new Coin("b", Price: "0"));
        await etl.RunAsync("coingecko");
        var refused = await Database.ScalarAsync<DateTime>(grown);
        source.SendsNothing().Sends(new Coin("a", Price: "2"));
        await etl.RunAsync("coingecko");

        Assert.That(
            first,
            Is.EqualTo(await Database.ScalarAsync<DateTime>("SELECT min(created_at) FROM asset_market_data"))
        );
        Assert.That(refused, Is.EqualTo(first));
        Assert.That(await Database.ScalarAsync<DateTime>(grown), Is.GreaterThan(first));
    }

    [Test]
    public async Task A_derivation_reads_only_what_no_derivation_has_reached()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("a"), new Coin("b", Symbol: "b", Price: "0"));
        await using var etl = EtlProcess.With(Database, source);

        var first = await etl.RunAsync("coingecko");
        var nothing = await etl.TransformAsync("coingecko");
        source.SendsNothing().Sends(new Coin("c", Symbol: "c"));
        var third = await etl.RunAsync("coingecko");

        Assert.That((first.Read, nothing.Read, third.Read), Is.EqualTo((2, 0, 1)));
    }

    [Test]
    public async Task Readers_see_the_old_rows_until_a_full_derivation_commits()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("a"), new Coin("b", Symbol: "b"));
        await using var etl = EtlProcess.With(Database, source);
        await etl.RunAsync("coingecko");
        var during = new List<long>();
        source.Mapping = payload =>
        {
            lock (during)
                during.Add(CountAsync("asset_market_data").GetAwaiter().GetResult());
            return new Mapping.Rejected(TransformFailureType.MappingError, "all gone");
        };

        await etl.TransformAsync("coingecko", full: true);

        Assert.That(during, Is.EqualTo(new[] { 2, 2 }));
        Assert.That((await CountAsync("asset_market_data"), await CountAsync("assets")), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_derivation_that_breaks_off_leaves_nothing_and_the_next_one_does_all()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("a"), new Coin("b", Symbol: "b", Price: "0"))
        );
        await etl.IngestAsync("coingecko");
        etl.OnDerived = (_, _) => throw new InvalidOperationException("the process died here");

        Assert.ThrowsAsync<InvalidOperationException>(() => etl.TransformAsync("coingecko"));
        var left = (
            await CountAsync("asset_market_data"),
            await CountAsync("transform_failures"),
            await CountAsync("assets"),
            await CountAsync("transformations")
        );
        etl.OnDerived = (_, _) => { };
        var next = await etl.TransformAsync("coingecko");

        Assert.That(left, Is.EqualTo((0, 0, 0, 0)));
        Assert.That((next.Inserted, next.Failed), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_second_derivation_of_a_source_is_skipped_and_names_the_holder()
    {
        await using var first = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("a")));
        await using var second = EtlProcess.With(Database, new ScriptedSource("coingecko"));
        await first.IngestAsync("coingecko");
        string? holder = null;
        first.OnDerived = (_, _) => holder = second.TransformAsync("coingecko").GetAwaiter().GetResult().LockedBy;

        var derived = await first.TransformAsync("coingecko");

        Assert.That(derived.Inserted, Is.EqualTo(1));
        Assert.That(holder, Does.StartWith("kasparro-transform "));
    }
}
