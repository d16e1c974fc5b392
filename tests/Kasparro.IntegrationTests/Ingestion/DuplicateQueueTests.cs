using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>Which of the payloads that a run receives again wait for the next transformation.</summary>
public sealed class DuplicateQueueTests : EtlFixture
{
    private static readonly Coin s_ethereum = new("ethereum", "eth", "Ethereum");
    private static readonly Coin s_litecoin = new("litecoin", "ltc", "Litecoin");

    private readonly ScriptedSource _source = new("csv");
    private EtlProcess _etl = null!;

    [SetUp]
    public void StartEtl() => _etl = EtlProcess.With(Database, _source);

    [TearDown]
    public async Task StopEtl() => await _etl.DisposeAsync();

    [Test, Promise(17)]
    public async Task A_value_that_returned_does_not_wait_when_it_is_said_once_more()
    {
        foreach (var price in (string[])["100", "101", "100"])
        {
            await IngestAsync(Bitcoin(price), s_ethereum, s_litecoin);
            await _etl.TransformAsync("csv");
        }

        await IngestAsync(Bitcoin("100"), s_ethereum, s_litecoin);

        Assert.That(await CandidatesAsync(), Is.Empty);
    }

    [Test, Promise(17)]
    public async Task Of_a_run_only_what_was_known_before_waits()
    {
        await IngestAsync("100");

        await IngestAsync("101", "100");

        Assert.That(await CandidatesAsync(), Is.EqualTo(new[] { "100" }));
    }

    [Test, Promise(17)]
    public async Task What_is_known_of_one_coin_does_not_wait_for_a_new_row_of_another()
    {
        await IngestAsync("100");
        await _etl.TransformAsync("csv");

        await IngestAsync(s_ethereum, Bitcoin("100"));

        Assert.That(await CandidatesAsync(), Is.Empty);
    }

    [Test, Promise(17)]
    public async Task Among_many_known_records_the_one_that_follows_a_new_one_of_its_coin_waits(
        [Values] bool follows,
        [Values(0, 10)] int others
    )
    {
        Coin[] known = [s_ethereum, s_litecoin, .. Enumerable.Range(0, others).Select(number => new Coin($"{number}"))];
        await IngestAsync([Bitcoin("100"), .. known]);
        await _etl.TransformAsync("csv");

        var (first, second) = follows ? ("101", "100") : ("100", "101");
        await IngestAsync([.. known, Bitcoin(first), Bitcoin(second)]);

        Assert.That(await CandidatesAsync(), Is.EqualTo(follows ? ["100"] : Array.Empty<string>()));
    }

    [Test, Promise(17)]
    public async Task Of_a_payload_that_waits_and_is_received_again_the_last_time_counts()
    {
        foreach (var price in (string[])["100", "101"])
        {
            await IngestAsync(price);
            await _etl.TransformAsync("csv");
        }

        foreach (var price in (string[])["100", "101", "100"])
            await IngestAsync(price);
        await _etl.TransformAsync("csv");

        Assert.That(await PricesAsync(), Is.EqualTo("100"));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws(' ', r.sequence, s.sighted_at BETWEEN r.started_at AND r.ended_at) "
                    + "FROM sightings s JOIN etl_runs r USING (run_id)"
            ),
            Is.EqualTo("5 t"),
            "in the last run"
        );
    }

    [Test, Promise(17)]
    public async Task Of_a_payload_that_one_run_sends_several_times_the_last_place_counts()
    {
        await IngestAsync("100", "101");

        await IngestAsync("100", "101", "100");
        await _etl.TransformAsync("csv");

        Assert.That(await PricesAsync(), Is.EqualTo("100"));
    }

    [Test, Promise(17)]
    public async Task A_known_value_between_a_correction_and_a_later_price_is_current_again()
    {
        await IngestAsync("100");
        await _etl.TransformAsync("csv");

        await IngestAsync(Bitcoin("101"), Bitcoin("100"), Bitcoin("102") with { LastUpdated = "2026-01-02T00:00:00Z" });
        await _etl.TransformAsync("csv");

        Assert.That(await PricesAsync(), Is.EqualTo("100,102"));
    }

    private static Coin Bitcoin(string price) => new("bitcoin", Price: price);

    private Task IngestAsync(params string[] prices) => IngestAsync([.. prices.Select(Bitcoin)]);

    private async Task IngestAsync(params Coin[] coins)
    {
        _source.SendsNothing().Sends(coins);
        await _etl.IngestAsync("csv");
    }

    private Task<string?> PricesAsync() =>
        Database.ScalarAsync<string>(
            "SELECT string_agg(price_usd::text, ',' ORDER BY last_updated) FROM asset_market_data"
        );

    private async Task<IEnumerable<string?>> CandidatesAsync() =>
        (
            await Database.RowsAsync(
                "SELECT payload ->> 'current_price' FROM sighting_candidates JOIN raw_csv ON id = raw_id ORDER BY id"
            )
        ).Select(row => row[0]);
}
