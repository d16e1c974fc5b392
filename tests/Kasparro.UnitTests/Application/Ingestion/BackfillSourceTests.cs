using Kasparro.Application.Ingestion;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Application.Ingestion;

public sealed class BackfillSourceTests
{
    private static readonly BackfillState s_state = new(
        BackfillBench.Now.AddDays(-30),
        BackfillBench.Now.AddDays(-10),
        HistoryInterval.Daily,
        []
    );

    [Test]
    public async Task Each_coin_is_a_run_that_leaves_what_is_done_and_the_last_leaves_nothing()
    {
        await using var bench = Bench("ok");

        var result = await RunAsync(bench, coins: 3);

        Assert.That(bench.Windows.Select(window => window.Coin.Id), Is.EqualTo(["bitcoin", "ethereum", "tether"]));
        Assert.That(
            bench.Windows.Select(window => (window.From, window.To, window.Interval)),
            Is.All.EqualTo((s_state.From, s_state.To, s_state.Interval))
        );
        Assert.That(
            bench.Windows.Select(window => window.State?.Done),
            Is.EqualTo(new[] { ["bitcoin"], ["bitcoin", "ethereum"], (string[]?)null })
        );
        Assert.That(
            bench.Reported,
            Is.EqualTo(["bitcoin 1/3 succeeded", "ethereum 2/3 succeeded", "tether 3/3 succeeded"])
        );
        Assert.That(
            (result.Outcome, result.Counts, result.Duration),
            Is.EqualTo((IngestOutcome.Succeeded, new RunCounts(60, 45), TimeSpan.FromSeconds(3)))
        );
    }

    [Test]
    public async Task What_was_done_before_is_neither_fetched_nor_counted_as_left()
    {
        await using var bench = Bench("ok");

        await RunAsync(bench, coins: 3, done: "ethereum");

        Assert.That(bench.Reported, Is.EqualTo(["bitcoin 2/3 succeeded", "tether 3/3 succeeded"]));
        Assert.That(
            bench.Windows.Select(window => window.State?.Done),
            Is.EqualTo(new[] { ["ethereum", "bitcoin"], (string[]?)null })
        );
    }

    [TestCase("data data data", "data", 3, Description = "three in a row: something else is wrong")]
    [TestCase("data data ok data data ok", "ok", 6, Description = "never three in a row")]
    [TestCase("ok transient", "ok", 2, Description = "going on is of no use")]
    [TestCase("ok config", "ok", 2)]
    [TestCase("ok system", "ok", 2)]
    public async Task A_coin_that_is_gone_is_passed_over_and_what_no_other_coin_cures_ends_it(
        string ends,
        string then,
        int runs
    )
    {
        await using var bench = Bench([.. ends.Split(' '), then]);

        var result = await RunAsync(bench, coins: 6);

        Assert.That(bench.Windows, Has.Count.EqualTo(runs));
        Assert.That((result.Outcome, result.Failure?.NextStep), Is.EqualTo((IngestOutcome.Failed, "Look.")));
        Assert.That(result.Counts.Fetched, Is.EqualTo(20 * ends.Split(' ').Count(end => end == "ok")));
    }

    [Test]
    public async Task The_last_coin_leaves_the_ones_that_failed_to_the_next_backfill()
    {
        await using var bench = Bench("data", "ok");

        await RunAsync(bench, coins: 2);

        Assert.That(bench.Windows[^1].State?.Done, Is.EqualTo(["ethereum"]));
    }

    [Test]
    public async Task Another_run_of_the_source_is_waited_for()
    {
        await using var bench = Bench("locked", "locked", "ok");

        Assert.That((await RunAsync(bench, coins: 1)).Outcome, Is.EqualTo(IngestOutcome.Succeeded));
    }

    [Test]
    public async Task It_is_not_waited_for_longer_than_a_run_may_take()
    {
        await using var bench = Bench("locked");

        var result = await RunAsync(bench, coins: 2);

        Assert.That(
            (result.Failure?.Class, result.Failure?.Sentence),
            Is.EqualTo((FailureClass.Transient, "The source is locked by another run."))
        );
        Assert.That(bench.Reported, Is.EqualTo(["bitcoin 1/2 failed"]));
        Assert.That(
            bench.Time.GetUtcNow() - BackfillBench.Now,
            Is.InRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11))
        );
    }

    private static BackfillBench Bench(params string[] ends)
    {
        var bench = new BackfillBench(BackfillBench.Unlimited);
        foreach (var end in ends)
            bench.Ends.Enqueue(end);
        return bench;
    }

    private static async Task<IngestResult> RunAsync(BackfillBench bench, int coins, params string[] done)
    {
        bench.State = s_state with { Done = done };
        var plan = new PlanBackfill("coingecko", s_state.From, s_state.To, s_state.Interval, [], coins);
        return await bench.RunAsync(await bench.SendAsync(plan));
    }
}
