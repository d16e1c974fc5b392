using System.Globalization;
using Kasparro.Application.Retention;
using Kasparro.IntegrationTests.Changes;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Retention;

/// <summary>
/// Prices that a source no longer keeps leave Silver, and all else that Silver promises goes on to hold.
/// </summary>
public sealed class RetentionTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);

    // Clocks.Start is on 1 March: 30 days before is 30 January.
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(
        At("a", "2025-06-01T00:00:00Z", "1"),
        At("a", "2026-01-29T23:59:59Z", "2"),
        At("a", "2026-01-30T00:00:00Z", "3"),
        At("b", "2026-02-20T00:00:00Z", "4"),
        At("old", "2020-01-01T00:00:00Z", "5"),
        At("bad", "2026-02-20T00:00:00Z", "0")
    );

    [Test]
    public async Task Prices_from_before_the_limit_leave_silver_and_the_others_stay()
    {
        await using var etl = await RunAsync(days: 30);

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.Expired, result.Failure), Is.EqualTo((3, null as object)));
        Assert.That(result.PricesFrom, Is.EqualTo(new DateTimeOffset(2026, 1, 30, 0, 0, 0, TimeSpan.Zero)));
        Assert.That(await PricesAsync(), Is.EqualTo("3 4"));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws(' ', silver_rows, failure_rows, expired_total) FROM transformations"
            ),
            Is.EqualTo("2 1 3")
        );
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(6));
    }

    [Test]
    public async Task A_source_that_is_not_named_keeps_all()
    {
        await using var etl = await RunAsync(days: 30);
        await using var other = Process(new() { ["RETENTION_DAYS"] = "csv=30" });

        var result = await other.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(result, Is.EqualTo(RetentionResult.Nothing));
        Assert.That(await PricesAsync(), Is.EqualTo("1 2 3 4 5"));
    }

    [Test, Promise(8)]
    public async Task Silver_without_expired_prices_is_what_bronze_gives()
    {
        await using var etl = await RunAsync(days: 30);
        await etl.SendAsync(new ApplyRetention("coingecko"));
        var before = await SilverAsync();

        var verification = await etl.VerifyAsync();
        await etl.TransformAsync("coingecko", full: true);
        var full = await SilverAsync();
        await SilverTables.DropAsync(Database);
        await etl.TransformAsync("coingecko");

        Assert.That(verification.Matches, Is.True, string.Join('\n', verification.Differences));
        Assert.That(full, Is.EqualTo(before));
        Assert.That(await SilverAsync(), Is.EqualTo(before));
    }

    [Test, Promise(16)]
    public async Task What_was_transformed_is_not_read_again_where_all_of_it_expired()
    {
        _source.SendsNothing().Sends(At("old", "2020-01-01T00:00:00Z", "5"));
        await using var etl = await RunAsync(days: 30);
        await etl.SendAsync(new ApplyRetention("coingecko"));

        var next = await etl.TransformAsync("coingecko");

        Assert.That((next.Read, next.WasFull), Is.EqualTo((0, false)));
        Assert.That(await PricesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_price_from_before_the_limit_that_is_received_later_is_kept_in_bronze_only()
    {
        await using var etl = await RunAsync(days: 30);
        await etl.SendAsync(new ApplyRetention("coingecko"));
        _source.SendsNothing().Sends(At("new", "2026-01-29T00:00:00Z", "6"), At("new", "2026-01-30T00:00:00Z", "7"));

        var next = await etl.RunAsync("coingecko");

        Assert.That((next.Inserted, next.Expired, next.NotApplicable), Is.EqualTo((1, 1, 0)));
        Assert.That(await PricesAsync(), Is.EqualTo("3 4 7"));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(8));
        Assert.That(
            await Database.ScalarAsync<DateTime>("SELECT first_seen FROM listing_labels WHERE source_asset_id = 'new'"),
            Is.EqualTo(new DateTime(2026, 1, 29, 0, 0, 0, DateTimeKind.Utc)),
            "what was said of a listing stays known"
        );
    }

    [Test, Promise(16)]
    public async Task Prices_that_are_not_kept_are_read_once()
    {
        await using var etl = await RunAsync(days: 30);
        await etl.SendAsync(new ApplyRetention("coingecko"));
        _source.SendsNothing().Sends(At("a", "2026-01-28T00:00:00Z", "6"), At("b", "2026-01-27T00:00:00Z", "7"));
        await etl.RunAsync("coingecko");

        var next = await etl.TransformAsync("coingecko");

        Assert.That((next.Read, next.Expired, next.WasFull), Is.EqualTo((0, 0, false)));
    }

    [Test, Promise(17)]
    public async Task What_a_price_replaced_leaves_with_it()
    {
        _source.SendsNothing();
        foreach (var price in (string[])["100", "101"])
            _source.Sends(At("a", "2026-01-01T00:00:00Z", price), At("a", "2026-02-25T00:00:00Z", price));
        await using var etl = await RunAsync(days: 30);
        Assert.That(await CountAsync("market_data_revisions"), Is.EqualTo(2));

        await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(await PricesAsync(), Is.EqualTo("101"));
        Assert.That(await CountAsync("market_data_revisions"), Is.EqualTo(1));
        var verification = await etl.VerifyAsync();
        Assert.That(verification.Matches, Is.True, string.Join('\n', verification.Differences));
    }

    [Test]
    [TestCase("coingecko=365", "1 2 3 4")]
    [TestCase("", "1 2 3 4 5")]
    public async Task Prices_come_back_with_the_next_transformation_where_they_are_kept_longer(
        string days,
        string prices
    )
    {
        await using var etl = await RunAsync(days: 30);
        await etl.SendAsync(new ApplyRetention("coingecko"));
        await using var longer = Process(new() { ["RETENTION_DAYS"] = days });

        var result = await longer.SendAsync(new ApplyRetention("coingecko"));
        var next = await longer.TransformAsync("coingecko");
        var again = await longer.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.IsRestoring, next.WasFull, again.IsRestoring), Is.EqualTo((true, true, false)));
        Assert.That(await PricesAsync(), Is.EqualTo(prices));
        Assert.That(etl.Log.Lines, Has.None.Contains("kept longer"));
        Assert.That(longer.Log.Lines, Has.Some.Contains("is rebuilt by itself: prices are kept longer than before"));
    }

    [Test, Description("Two machines at midnight, one of which is a second behind.")]
    public async Task A_limit_that_would_move_back_by_a_day_stays()
    {
        await using var etl = await RunAsync(days: 30);
        await etl.SendAsync(new ApplyRetention("coingecko"));
        await using var longer = Process(Days(31));

        var result = await longer.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.IsRestoring, result.Expired), Is.EqualTo((false, 0)));
        Assert.That(
            await Database.ScalarAsync<DateTime>("SELECT prices_from FROM retention_limits"),
            Is.EqualTo(new DateTime(2026, 1, 30, 0, 0, 0, DateTimeKind.Utc))
        );
    }

    [Test]
    public async Task A_clock_that_is_ahead_removes_nothing_that_the_databases_clock_keeps()
    {
        var now = await Database.ScalarAsync<DateTime>("SELECT now()");
        _time.SetUtcNow(now);
        _source.SendsNothing().Sends(At("a", Iso(now.AddDays(-1)), "1"));
        await using var etl = await RunAsync(days: 7);
        _time.Advance(TimeSpan.FromDays(400));

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(result.Expired, Is.Zero);
        Assert.That(await PricesAsync(), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_client_that_follows_the_changes_keeps_what_it_has()
    {
        await using var etl = await RunAsync(days: 30);
        var client = new FollowingClient(etl);
        await client.ReadAllAsync();
        var received = client.Received.Count;
        var version = await VersionAsync();

        await etl.SendAsync(new ApplyRetention("coingecko"));
        await etl.TransformAsync("coingecko");
        await client.ReadAllAsync();

        Assert.That(client.Received, Has.Count.EqualTo(received));
        Assert.That(await VersionAsync(), Is.GreaterThan(version), "pages in memory are outdated");
    }

    [Test]
    public async Task More_prices_than_a_batch_leave_in_several_transactions()
    {
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        if (Database.IsDistributed)
            Assert.Ignore("A trigger that writes to another table does not run where market data is distributed.");
        _source
            .SendsNothing()
            .Sends([
                .. Enumerable
                    .Range(0, 25_000)
                    .Select(at => At($"coin-{at % 2}", Iso(start.AddMinutes(at / 2)), "1").Record()),
            ]);
        await using var etl = await RunAsync(days: 30);
        await Database.ExecuteAsync(
            """
            CREATE TABLE batches (rows bigint);
            CREATE FUNCTION note_batch() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN INSERT INTO batches SELECT count(*) FROM removed; RETURN NULL; END $$;
            CREATE TRIGGER note_batch AFTER DELETE ON asset_market_data REFERENCING OLD TABLE AS removed
            FOR EACH STATEMENT EXECUTE FUNCTION note_batch();
            """
        );

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(result.Expired, Is.EqualTo(25_000));
        Assert.That(
            await Database.ScalarAsync<string>("SELECT string_agg(rows::text, ' ') FROM batches"),
            // Two prices share each instant, and leave together.
            Is.EqualTo("10002 10002 4996")
        );
        Assert.That(await Database.ScalarAsync<long>("SELECT expired_total FROM transformations"), Is.EqualTo(25_000));
        Assert.That(await PricesAsync(), Is.Empty);
        Assert.That(
            await Database.ScalarAsync<DateTime>("SELECT prices_from FROM retention_limits"),
            Is.EqualTo(result.PricesFrom!.Value.UtcDateTime)
        );
    }

    [Test, Promise(12)]
    public async Task A_source_that_is_being_transformed_is_left_alone()
    {
        await using var etl = await RunAsync(days: 30);
        await using var other = await ForeignSession.OpenAsync(
            Database,
            "kasparro-transform of another machine",
            "SELECT pg_advisory_lock(x'4B410003'::int, hashtext('coingecko'))"
        );

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(result, Is.EqualTo(RetentionResult.Nothing));
        Assert.That(await PricesAsync(), Is.EqualTo("1 2 3 4 5"));
    }

    [Test, Promise(12)]
    public async Task Runs_and_transformations_wait_for_retention_that_is_running()
    {
        await using var etl = Process(Days(30));
        var retention = await ForeignSession.OpenAsync(
            Database,
            "kasparro-retention of another machine",
            "SELECT pg_advisory_lock(kind, hashtext('coingecko')) "
                + "FROM unnest(ARRAY[x'4B410002'::int, x'4B410003'::int]) kind"
        );

        var running = etl.RunAsync("coingecko");
        await Eventually.UntilAsync(async () =>
            await CountAsync("pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0
        );
        await retention.DisposeAsync();

        Assert.That((await running).Inserted, Is.EqualTo(5));
    }

    private static Coin At(string id, string lastUpdated, string price) =>
        new(id, id, id, Price: price, LastUpdated: lastUpdated);

    private static string Iso(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Dictionary<string, string?> Days(int days) => new() { ["RETENTION_DAYS"] = $"coingecko={days}" };

    private EtlProcess Process(Dictionary<string, string?> settings) =>
        EtlProcess.With(Database, _time, settings, _source);

    private async Task<EtlProcess> RunAsync(int days)
    {
        var etl = Process(Days(days));
        await etl.RunAsync("coingecko");
        return etl;
    }

    private async Task<string> PricesAsync() =>
        await Database.ScalarAsync<string?>(
            "SELECT string_agg(price_usd::text, ' ' ORDER BY price_usd) FROM asset_market_data"
        ) ?? "";

    private Task<long> VersionAsync() => Database.ScalarAsync<long>("SELECT version FROM silver_version");

    private async Task<string> SilverAsync() =>
        await SilverTables.ReadAsync(Database) + await SilverTables.ReadHistoryAsync(Database);
}
