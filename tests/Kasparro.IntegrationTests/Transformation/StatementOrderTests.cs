using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>What was said last about an instant is current, although it was said before.</summary>
public sealed class StatementOrderTests : EtlFixture
{
    private static readonly string[] s_tables =
    [
        "raw_csv",
        "asset_market_data",
        "transform_failures",
        "assets",
        "asset_sources",
        "market_data_revisions",
        "sightings",
        "sighting_candidates",
    ];

    private readonly ScriptedSource _source = new("csv");
    private EtlProcess _etl = null!;

    [SetUp]
    public void StartEtl() => _etl = EtlProcess.With(Database, _source);

    [TearDown]
    public async Task StopEtl() => await _etl.DisposeAsync();

    [Test, Promise(17)]
    public async Task A_value_that_returns_in_a_later_run_is_current_again([Values] bool full)
    {
        await RunAsync("100");
        await RunAsync("101");
        await RunAsync("100");

        if (full)
            await _etl.TransformAsync("csv", full: true);

        Assert.That(await PriceAsync(), Is.EqualTo("100"));
        Assert.That(await RevisionsAsync(), Is.EqualTo("100 (1) until 2, 101 (2) until 3"));
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);
    }

    [Test, Promise(17)]
    public async Task A_value_that_returns_within_one_run_is_current_again([Values] bool full)
    {
        await RunAsync("100", "101", "100");
        if (full)
            await _etl.TransformAsync("csv", full: true);

        Assert.That(await PriceAsync(), Is.EqualTo("100"));
        Assert.That(await RevisionsAsync(), Is.EqualTo("100 (1) until 2, 101 (2) until 3"));
    }

    [Test, Promise(17)]
    public async Task A_value_that_returns_before_it_was_transformed_is_current_again([Values] bool first)
    {
        foreach (var price in (string[])["100", "101", "100"])
        {
            await IngestAsync(price);
            if (first && await CountAsync("asset_market_data") == 0)
                await _etl.TransformAsync("csv");
        }

        await _etl.TransformAsync("csv");

        Assert.That(await PriceAsync(), Is.EqualTo("100"));
    }

    [Test, Promise(17)]
    public async Task A_current_value_that_is_said_again_after_one_that_waits_for_its_transformation_stays()
    {
        await RunAsync("100");
        await RunAsync("101");
        await IngestAsync("100");
        await IngestAsync("101");

        await _etl.TransformAsync("csv");

        Assert.That(await PriceAsync(), Is.EqualTo("101"));
        Assert.That(await CountAsync("sightings"), Is.Zero);
    }

    [Test, Promise(17)]
    public async Task A_new_value_is_replaced_by_a_known_one_that_the_same_run_sends_after_it()
    {
        await RunAsync("100");

        await RunAsync("101", "100");

        Assert.That(await PriceAsync(), Is.EqualTo("100"));
    }

    [Test, Promise(17)]
    public async Task Values_of_several_instants_that_return_in_one_run_are_all_current_again()
    {
        foreach (var price in (string[])["100", "101", "100"])
            await RunAsync([Day(0, price), Day(1, price), Day(2, price)]);

        Assert.That(await PriceAsync(), Is.EqualTo("100"));
        Assert.That(await CountAsync("sighting_candidates"), Is.Zero);
    }

    [Test, Promise(17)]
    public async Task A_value_may_return_any_number_of_times()
    {
        for (var run = 0; run < 10; run++)
            await RunAsync(run % 2 == 0 ? "100" : "101");

        Assert.That(await PriceAsync(), Is.EqualTo("101"));
        Assert.That(
            (await CountAsync("raw_csv"), await CountAsync("sightings"), await CountAsync("market_data_revisions")),
            Is.EqualTo((2, 8, 9))
        );
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);
    }

    [Test, Promise(17)]
    [TestCase(1, TestName = "The_same_file_a_hundred_times_adds_no_row(one row an instant)")]
    [TestCase(2, TestName = "The_same_file_a_hundred_times_adds_no_row(two rows about each instant)")]
    public async Task The_same_file_a_hundred_times_adds_no_row_anywhere(int rowsAnInstant)
    {
        Coin[] file =
        [
            .. Enumerable
                .Range(0, 40)
                .SelectMany(day => Enumerable.Range(0, rowsAnInstant).Select(row => Day(day, $"{100 + row}"))),
        ];
        await RunAsync(file);
        var before = await RowsAsync();

        for (var run = 0; run < 99; run++)
        {
            if (run % 10 == 0)
                await RunAsync(file);
            else
                await IngestAsync(file);
            Assert.That(await RowsAsync(), Is.EqualTo(before), $"run {run}");
        }

        Assert.That(await PriceAsync(), Is.EqualTo($"{100 + rowsAnInstant - 1}"));
    }

    [Test, Promise(17)]
    public async Task A_file_that_gets_a_row_on_top_each_day_says_nothing_again()
    {
        for (var days = 1; days <= 5; days++)
        {
            await RunAsync([.. Enumerable.Range(0, days).Reverse().Select(day => Day(day, "100"))]);
            Assert.That(await CountAsync("sightings"), Is.Zero);
            Assert.That(await CountAsync("sighting_candidates"), Is.Zero);
        }
    }

    [Test, Promise(17)]
    public async Task A_commit_that_only_makes_a_known_value_current_is_seen_by_the_page_cache()
    {
        await RunAsync("100");
        await RunAsync("101");
        var before = await Database.ScalarAsync<long>("SELECT version FROM silver_version");

        await RunAsync("100");

        Assert.That(await Database.ScalarAsync<long>("SELECT version FROM silver_version"), Is.GreaterThan(before));
    }

    private static Coin Day(int day, string price) =>
        new("btc", Price: price, LastUpdated: $"{new DateTime(2026, 1, 1).AddDays(day):yyyy-MM-dd}T00:00:00Z");

    private Task RunAsync(params string[] prices) => RunAsync([.. prices.Select(price => Day(0, price))]);

    private async Task RunAsync(Coin[] file)
    {
        await IngestAsync(file);
        await _etl.TransformAsync("csv");
    }

    private Task IngestAsync(string price) => IngestAsync([Day(0, price)]);

    private async Task IngestAsync(Coin[] file)
    {
        _source.SendsNothing().Sends(file);
        var ran = await _etl.IngestAsync("csv");
        Assert.That(ran.Failure, Is.Null);
    }

    private async Task<string> RowsAsync()
    {
        var counts = new List<string>();
        foreach (var table in s_tables)
            counts.Add($"{table} {await CountAsync(table)}");
        return string.Join(", ", counts);
    }

    private async Task<string?> PriceAsync() =>
        await Database.ScalarAsync<string>("SELECT string_agg(DISTINCT price_usd::text, ',') FROM asset_market_data");

    private async Task<string?> RevisionsAsync() =>
        await Database.ScalarAsync<string>(
            """
            SELECT string_agg(format('%s (%s) until %s', price_usd, statement_id, replaced_by), ', ' ORDER BY
                statement_id)
            FROM   market_data_revisions
            """
        );
}
