using System.Globalization;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Retention;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Application.Ingestion;

public sealed class PlanBackfillTests
{
    private static readonly DateTimeOffset s_now = BackfillBench.Now;

    [Test]
    public async Task Named_coins_are_planned_in_their_order_and_the_largest_where_none_is_named()
    {
        Assert.That(await CoinsAsync(["tether", "bitcoin"], top: 3), Is.EqualTo(["tether", "bitcoin"]));
        Assert.That(await CoinsAsync([], top: 3), Is.EqualTo(["bitcoin", "ethereum", "tether"]));

        static async Task<IEnumerable<string>> CoinsAsync(string[] coins, int top)
        {
            await using var bench = new BackfillBench(BackfillBench.Unlimited);
            return Ready(await PlanAsync(bench, coins: coins, top: top)).Coins.Select(coin => coin.Id);
        }
    }

    [Test]
    public async Task What_a_backfill_of_the_same_time_has_done_is_not_left()
    {
        await using var bench = new BackfillBench(BackfillBench.Unlimited);
        bench.State = new BackfillState(s_now.AddDays(-30), s_now.AddDays(-10), HistoryInterval.Daily, ["ethereum"]);

        var same = Ready(await PlanAsync(bench, top: 3));
        Assert.That(same.Left.Select(coin => coin.Id), Is.EqualTo(["bitcoin", "tether"]));

        foreach (
            var other in new[]
            {
                bench.State with
                {
                    From = s_now.AddDays(-31),
                },
                bench.State with
                {
                    To = s_now.AddDays(-9),
                },
                bench.State with
                {
                    Interval = HistoryInterval.Hourly,
                },
            }
        )
        {
            bench.State = other;
            Assert.That(Ready(await PlanAsync(bench, top: 3)).Left, Has.Count.EqualTo(3), $"{other}");
        }
    }

    [Test]
    public async Task Without_a_coin_that_is_known_there_is_nothing_to_do()
    {
        await using var bench = new BackfillBench(BackfillBench.Unlimited);
        bench.Known.Clear();

        AssertRefused(
            await PlanAsync(bench),
            "No coin of CoinGecko is known yet.",
            "Coins are known from its runs: check the ids, or start 'run --source coingecko' first."
        );
    }

    [TestCase(10, "2026-02-19T12:00:00Z", true, Description = "half of its last day")]
    [TestCase(9, "2026-02-20T00:00:01Z", true)]
    [TestCase(9, "2026-02-20T00:00:00Z", false)]
    [TestCase(9, "2026-02-19T12:00:00Z", false)]
    public async Task Prices_that_would_not_be_kept_are_not_asked_for(int days, string to, bool isKept)
    {
        await using var bench = new BackfillBench(
            BackfillBench.Unlimited,
            new RetentionPolicy(new Dictionary<string, int> { ["coingecko"] = days })
        );

        var plan = await PlanAsync(bench, to: DateTimeOffset.Parse(to, CultureInfo.InvariantCulture));

        if (isKept)
            Assert.That(plan, Is.InstanceOf<BackfillPlan.Ready>());
        else
            AssertRefused(
                plan,
                $"Prices of CoinGecko are kept from 2026-02-20T00:00:00Z on; --to is {to}.",
                "Raise RETENTION_DAYS, or take it away, to keep older ones."
            );
    }

    [Test]
    public async Task Coins_that_the_source_has_never_named_are_named()
    {
        await using var bench = new BackfillBench(BackfillBench.Unlimited);

        AssertRefused(
            await PlanAsync(bench, coins: ["x", "bitcoin", "y"]),
            "CoinGecko has never named x, y here.",
            "Coins are known from its runs: check the ids, or start 'run --source coingecko' first."
        );
    }

    [Test]
    public async Task A_source_without_a_history_is_refused()
    {
        await using var bench = new BackfillBench(limits: null);

        AssertRefused(await PlanAsync(bench), "CoinGecko has no history that could be fetched.");
    }

    [Test]
    public async Task The_time_to_come_is_refused_and_now_is_not()
    {
        await using var bench = new BackfillBench(BackfillBench.Unlimited);

        AssertRefused(
            await PlanAsync(bench, to: s_now.AddSeconds(1)),
            "--to is 2026-03-01T12:00:01Z, which is in the future."
        );
        Assert.That(await PlanAsync(bench, to: s_now), Is.InstanceOf<BackfillPlan.Ready>());
    }

    [TestCase(10, false)]
    [TestCase(9, true)]
    public async Task A_time_that_the_plan_does_not_reach_is_refused(int days, bool isReached)
    {
        await using var bench = new BackfillBench(new HistoryLimits(TimeSpan.FromDays(10), TimeSpan.FromDays(90)));

        var plan = await PlanAsync(bench, to: s_now.AddDays(-days));

        if (isReached)
            Assert.That(Ready(plan).Earliest, Is.EqualTo(s_now.AddDays(-10)));
        else
            AssertRefused(
                plan,
                "CoinGecko hands out daily prices from 2026-02-19T12:00:00Z on, as its plan is set; "
                    + "--to is 2026-02-19T12:00:00Z."
            );
    }

    /// <summary>Nothing before the earliest is asked for, so it costs no request.</summary>
    [TestCase(null, 12)]
    [TestCase(30, 4)]
    [TestCase(1_000, 12)]
    public async Task The_requests_of_a_coin_are_those_that_its_time_needs_as_far_as_the_plan_reaches(
        int? reach,
        int requests
    )
    {
        var limits = new HistoryLimits(reach is { } days ? TimeSpan.FromDays(days) : null, TimeSpan.FromDays(5));
        await using var bench = new BackfillBench(limits);

        var plan = Ready(await PlanAsync(bench, from: s_now.AddDays(-70)));

        Assert.That(plan.RequestsOfACoin, Is.EqualTo(requests));
        Assert.That(plan.Earliest, Is.EqualTo(s_now.AddDays(reach == 30 ? -30 : -70)));
    }

    private static Task<BackfillPlan> PlanAsync(
        BackfillBench bench,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null,
        string[]? coins = null,
        int top = 1
    ) =>
        bench.SendAsync(
            new PlanBackfill(
                "coingecko",
                from ?? s_now.AddDays(-30),
                to ?? s_now.AddDays(-10),
                HistoryInterval.Daily,
                coins ?? [],
                top
            )
        );

    private static BackfillPlan.Ready Ready(BackfillPlan plan) => (BackfillPlan.Ready)plan;

    private static void AssertRefused(BackfillPlan plan, string reason, string nextStep = "") =>
        Assert.That(plan, Is.EqualTo(new BackfillPlan.Refused(reason, nextStep)));
}
