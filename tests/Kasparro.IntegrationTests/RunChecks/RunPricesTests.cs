using System.Globalization;
using Kasparro.Application.Identity;
using Kasparro.Application.RunChecks;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.RunChecks;

/// <summary>A run is judged by the prices that it brought itself.</summary>
public sealed class RunPricesTests : EtlFixture
{
    private const int Assets = 20;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coingecko");

    [TestCase(0)]
    [TestCase(20, Description = "a provider's clock that is ahead of ours")]
    public async Task Prices_of_a_later_run_are_not_those_of_an_earlier_one(int hoursAhead)
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source);
        for (var run = 0; run < 9; run++)
            await RunAsync(etl, price: run == 8 ? "1500" : "1.5", hoursAhead);

        var jumps = new List<Severity>();
        foreach (var run in await Database.RowsAsync("SELECT run_id::text FROM etl_runs ORDER BY sequence OFFSET 7"))
            jumps.Add(await JumpAsync(etl, Guid.Parse(run[0]!)));

        Assert.That(jumps, Is.EqualTo([Severity.Ok, Severity.Critical]));
    }

    [Test]
    public async Task Records_that_another_source_numbered_alike_in_a_backfill_hide_no_jump()
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source);
        for (var run = 0; run < 9; run++)
            await RunAsync(etl, price: run == 8 ? "1500" : "1.5", hoursAhead: 0);
        await Database.ExecuteAsync(
            """
            INSERT INTO etl_runs (run_id, source, triggered_by, status, started_at, ended_at, duration_ms,
                                  records_processed, metadata)
            VALUES (gen_random_uuid(), 'csv', 'backfill', 'success', now(), now(), 0, 1000,
                    '{"first_raw_id": 1, "last_raw_id": 1000}')
            """
        );

        var last = await Database.ScalarAsync<Guid>(
            "SELECT run_id FROM etl_runs WHERE source = 'coingecko' ORDER BY sequence DESC LIMIT 1"
        );

        Assert.That(await JumpAsync(etl, last), Is.EqualTo(Severity.Critical));
    }

    [TestCase(
        true,
        TestName = "A_run_has_its_newest_prices_fifteen_earlier_ones_and_others_of_the_coin_after_a_backfill"
    )]
    [TestCase(false, TestName = "A_run_has_its_newest_prices_fifteen_earlier_ones_and_others_of_the_coin")]
    public async Task A_run_has_its_newest_prices_fifteen_earlier_ones_and_others_of_the_coin(bool backfilled)
    {
        var (paprika, csv) = (new ScriptedSource("coinpaprika"), new ScriptedSource("csv"));
        await using var etl = EtlProcess.With(
            Database,
            _time,
            new Dictionary<string, string?> { ["DRIFT_POLICY"] = "coingecko=warn,coinpaprika=warn,csv=warn" },
            _source,
            paprika,
            csv
        );
        await SendAsync(etl, _source, RunTrigger.Cron, [CoinAt("absent", 1), .. CoinsAt(1)]);
        for (var price = 2; price <= 17; price++)
        {
            _time.Advance(TimeSpan.FromHours(4));
            await SendAsync(etl, _source, RunTrigger.Cron, [.. CoinsAt(price)]);
        }

        // More rows than are read of a coin without a backfill, newer than all but the last run's.
        if (backfilled)
            await SendAsync(
                etl,
                _source,
                RunTrigger.Backfill,
                [.. Enumerable.Range(1, 20).Select(minutes => CoinAt("alpha", 5000, minutes))]
            );
        _time.Advance(TimeSpan.FromHours(4));
        await SendAsync(
            etl,
            paprika,
            RunTrigger.Cron,
            [CoinAt("alpha", 7, -60), CoinAt("alpha", 72, 61), CoinAt("beta", 71, -50), CoinAt("beta", 70, -20)]
        );
        // So many that its numbers are as high as those of the run.
        await SendAsync(
            etl,
            csv,
            RunTrigger.Cron,
            [
                .. Enumerable.Range(0, 100).Select(id => CoinAt($"other-{id}", 5, 0)),
                CoinAt("alpha", 8, -40),
                CoinAt("alpha", 9, 40),
                CoinAt("beta", 80, -61),
                CoinAt("beta", 81, 61),
            ]
        );
        await SendAsync(etl, _source, RunTrigger.Cron, [.. CoinsAt(18)]);
        foreach (var other in (string[])["coinpaprika", "csv"])
        foreach (var coin in (string[])["alpha", "beta"])
        {
            var pair = new ListingPair(new ListingId("coingecko", coin), new ListingId(other, coin));
            await etl.SendAsync(new LinkAssets(new PersonalDecision(pair, LinkAction.Link, "a test")));
        }

        var run = (await CompareAsync(etl)).Run!;
        await SendAsync(etl, _source, RunTrigger.Cron, [.. CoinsAt(19, minutes: 1)]);

        var prices = await etl.Services.GetRequiredService<IRunHistory>().ReadPricesAsync(run, default);

        Assert.That(
            prices.Select(asset =>
                $"{asset.SourceAssetId} {asset.LastUpdated:HH:mm} {Math.Exp(asset.LogPrice):0.##}: "
                + $"{Shown(asset.Earlier)}; {Shown(asset.Elsewhere)}"
            ),
            Is.EqualTo([
                "alpha 20:00 18: 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3; 7 8",
                "beta 20:00 18: 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3; 70",
                "gamma 20:00 18: 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3; ",
            ])
        );
    }

    private static string Shown(IEnumerable<double> logPrices) =>
        string.Join(' ', logPrices.Select(price => Math.Exp(price).ToString("0.##", CultureInfo.InvariantCulture)));

    private static async Task SendAsync(EtlProcess etl, ScriptedSource source, RunTrigger trigger, Coin[] coins)
    {
        source.SendsNothing().Sends(coins);
        await etl.IngestAsync(source.Description.Name, trigger);
        await etl.TransformAsync(source.Description.Name);
    }

    private IEnumerable<Coin> CoinsAt(int price, int minutes = 0) =>
        ((string[])["gamma", "beta", "alpha"]).Select(id => CoinAt(id, price, minutes));

    private Coin CoinAt(string id, int price, int minutes = 0) =>
        new(id, id, id, $"{price}", LastUpdated: $"{_time.GetUtcNow().AddMinutes(minutes):yyyy-MM-dd'T'HH:mm:ss'Z'}");

    private async Task RunAsync(EtlProcess etl, string price, int hoursAhead)
    {
        _time.Advance(TimeSpan.FromHours(1));
        var at = $"{_time.GetUtcNow().AddHours(hoursAhead):yyyy-MM-dd'T'HH:mm:ss'Z'}";
        _source
            .SendsNothing()
            .Sends([
                .. Enumerable
                    .Range(0, Assets)
                    .Select(id => new Coin($"coin-{id}", $"c{id}", $"Coin {id}", price, LastUpdated: at)),
            ]);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);
        await etl.TransformAsync("coingecko");
    }

    private static async Task<Severity> JumpAsync(EtlProcess etl, Guid runId) =>
        (await CompareAsync(etl, runId)).Checks.Single(check => check.Type == CheckType.PriceJump).Severity;

    private static async Task<SourceComparison> CompareAsync(EtlProcess etl, Guid? runId = null) =>
        (
            (RunComparison.Compared)await etl.SendAsync(new CompareRuns("coingecko", runId, null, new(), null))
        ).Sources.Single();
}
