using Kasparro.Application.Ingestion;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>A list that ends early without an error is not taken for a smaller market.</summary>
public sealed class CompletenessTests : EtlFixture
{
    /// <summary>What the upstream has; a test changes it between runs.</summary>
    private int _coins = 500;

    /// <summary>Requests of page 2 that get an empty page although there are more coins.</summary>
    private int _emptySecondPages;

    [Test, Promise(1), Promise(2)]
    public async Task An_early_end_fails_the_run_with_both_numbers_and_stores_nothing()
    {
        await using var upstream = await CoinGeckoAsync();
        await using var etl = CoinGecko(upstream);
        await etl.IngestAsync("coingecko");
        var rows = await CountAsync("raw_coingecko");
        _emptySecondPages = int.MaxValue;

        var result = await etl.IngestAsync("coingecko");

        Assert.That(
            (result.Outcome, result.Failure?.Class),
            Is.EqualTo((IngestOutcome.Failed, (FailureClass?)FailureClass.Data))
        );
        Assert.That(
            result.Failure!.Sentence,
            Is.EqualTo("CoinGecko ended after 250 records, where it usually has 500.")
        );
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(rows));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT metadata ->> 'usual_records' FROM etl_runs WHERE status = 'failed'"
            ),
            Is.EqualTo("500")
        );
    }

    [Test, Promise(1)]
    public async Task An_empty_page_is_asked_for_once_more()
    {
        await using var upstream = await CoinGeckoAsync();
        await using var etl = CoinGecko(upstream);
        await etl.IngestAsync("coingecko");
        _emptySecondPages = 1;

        var result = await etl.IngestAsync("coingecko");

        Assert.That((result.Outcome, result.Counts.Fetched), Is.EqualTo((IngestOutcome.Succeeded, 500L)));
    }

    [Test]
    public async Task A_market_that_really_shrank_is_believed_in_the_third_run_and_from_then_on()
    {
        await using var upstream = await CoinGeckoAsync();
        await using var etl = CoinGecko(upstream);
        await etl.IngestAsync("coingecko");
        _coins = 300;

        var outcomes = new List<IngestOutcome>();
        for (var run = 0; run < 4; run++)
            outcomes.Add((await etl.IngestAsync("coingecko")).Outcome);

        Assert.That(
            outcomes,
            Is.EqualTo(
                new[] { IngestOutcome.Failed, IngestOutcome.Failed, IngestOutcome.Succeeded, IngestOutcome.Succeeded }
            )
        );
    }

    [Test]
    public async Task A_person_can_accept_fewer_records_at_once()
    {
        await using var upstream = await CoinGeckoAsync();
        await using var etl = CoinGecko(upstream);
        await etl.IngestAsync("coingecko");
        _coins = 300;

        Assert.That(
            (await etl.IngestAsync("coingecko", acceptsFewer: true)).Outcome,
            Is.EqualTo(IngestOutcome.Succeeded)
        );
        Assert.That((await etl.IngestAsync("coingecko")).Outcome, Is.EqualTo(IngestOutcome.Succeeded));
    }

    [Test]
    public async Task Another_page_budget_is_another_list()
    {
        await using var upstream = await CoinGeckoAsync();
        await using (var all = CoinGecko(upstream))
            await all.IngestAsync("coingecko");
        await using var one = CoinGecko(upstream, pages: "1");

        Assert.That((await one.IngestAsync("coingecko")).Outcome, Is.EqualTo(IngestOutcome.Succeeded));
    }

    [Test, Promise(1)]
    [TestCase(
        60,
        "success",
        "backfill",
        Description = "A run for each coin says nothing about the length of the list."
    )]
    [TestCase(42, "failed", "cron", Description = "A week without a response.")]
    public async Task Many_runs_that_say_nothing_of_the_list_hide_no_early_end(int count, string status, string trigger)
    {
        await using var upstream = await CoinGeckoAsync();
        await using var etl = CoinGecko(upstream);
        await etl.IngestAsync("coingecko");
        await Database.ExecuteAsync(
            $$"""
            INSERT INTO etl_runs (run_id, source, started_at, ended_at, duration_ms, status, records_processed,
                                  metadata, triggered_by)
            SELECT gen_random_uuid(), source, started_at, ended_at, duration_ms, '{{status}}', 9, '{"fetched": 9}',
                   '{{trigger}}'
            FROM   etl_runs, generate_series(1, {{count}})
            """
        );
        _emptySecondPages = int.MaxValue;

        Assert.That(
            (await etl.IngestAsync("coingecko")).Failure?.Sentence,
            Is.EqualTo("CoinGecko ended after 250 records, where it usually has 500.")
        );
    }

    [TestCase("coingecko", "CoinGecko sent no record at all.")]
    [TestCase("coinpaprika", "CoinPaprika sent no record at all.")]
    public async Task A_list_without_a_record_is_a_failure(string source, string sentence)
    {
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Json("[]"));
        await using var etl = CoinGecko(upstream);

        var result = await etl.IngestAsync(source);

        Assert.That(
            (result.Outcome, result.Failure?.Class, result.Failure?.Sentence),
            Is.EqualTo((IngestOutcome.Failed, (FailureClass?)FailureClass.Data, sentence))
        );
    }

    [Test]
    public async Task A_single_response_that_is_short_is_asked_for_once_more()
    {
        var sent = 0;
        await using var upstream = await StubUpstream.StartAsync(_ =>
            StubResponse.Array([.. Coins(++sent == 2 ? 10 : 100)])
        );
        await using var etl = CoinGecko(upstream);
        await etl.IngestAsync("coinpaprika");

        var result = await etl.IngestAsync("coinpaprika");

        Assert.That((result.Outcome, result.Counts.Fetched, sent), Is.EqualTo((IngestOutcome.Succeeded, 100L, 3)));
    }

    private Task<StubUpstream> CoinGeckoAsync() =>
        StubUpstream.StartAsync(request =>
            int.Parse(request.Query["page"], System.Globalization.CultureInfo.InvariantCulture) switch
            {
                1 => StubResponse.Array([.. Coins(250)]),
                2 when _emptySecondPages-- <= 0 => StubResponse.Array([.. Coins(_coins).Skip(250)]),
                _ => StubResponse.Json("[]"),
            }
        );

    private static IEnumerable<string> Coins(int count) =>
        Enumerable.Range(1, count).Select(number => new Coin($"coin-{number}", $"c{number}", $"Coin {number}").Json());

    private EtlProcess CoinGecko(StubUpstream upstream, string pages = "0") =>
        EtlProcess.Configured(
            Database,
            new Dictionary<string, string?>
            {
                ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0s",
                ["COINGECKO_MAX_RETRIES"] = "0",
                ["COINGECKO_MAX_PAGES"] = pages,
                ["COINPAPRIKA_BASE_URL"] = upstream.Address.ToString(),
                ["COINPAPRIKA_MIN_INTERVAL"] = "0s",
                ["COINPAPRIKA_MAX_RETRIES"] = "0",
            }
        );
}
