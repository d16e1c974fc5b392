using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

public sealed class SuspectWatchTests
{
    private static readonly ListingPair s_pair = Pair("acme", "acm-acme");

    [Test]
    public void Three_consecutive_cuts_of_fresh_distant_prices_undo_a_link()
    {
        var reports = Watch(IdentityRule.T1, "1 3", "1 3", "1 3");
        Assert.That(reports.Select(report => report.Decisions.Count), Is.EqualTo(new[] { 0, 0, 1 }));
        var decision = reports[^1].Decisions[0];
        Assert.That(
            (decision.Pair, decision.Action, decision.Rule),
            Is.EqualTo((s_pair, LinkAction.Unlink, IdentityRule.Brake))
        );
        Assert.That(decision.Evidence.PriceRatio, Is.EqualTo(3).Within(1e-9));
        Assert.That(
            decision.Evidence.Reason,
            Is.EqualTo("Fresh prices differed by more than a factor of 2 in 3 consecutive cuts.")
        );
        Assert.That(reports[^1].Counts, Is.Empty);
    }

    [TestCase("1 3", "1 3", "1 1.9", "1 3", Description = "one cut of close prices starts the count again")]
    [TestCase("1 2", "1 2", "1 2", "1 2", Description = "a factor of exactly 2")]
    [TestCase("1 3", "= 3", "1 =", "1 3", Description = "one side without a new price")]
    [TestCase("1 3", "", "", "1 3", Description = "listings missing from the cut")]
    [TestCase("1 3 90", "1 3 90", "1 3 90", "1 3 90", Description = "prices of different times")]
    public void Anything_less_does_not(params string[] cuts) =>
        Assert.That(Watch(IdentityRule.T1, cuts).SelectMany(report => report.Decisions), Is.Empty);

    [Test]
    public void A_cut_without_news_counts_neither_way() =>
        Assert.That(
            Watch(IdentityRule.T1, "1 3", "= =", "1 3", "1 =", "1 3").Select(report => report.Decisions.Count),
            Is.EqualTo(new[] { 0, 0, 0, 0, 1 })
        );

    [Test]
    public void One_cut_seen_three_times_counts_once()
    {
        var cut = Cut(CoinGecko("acme", "acm", "Acme", "1"), CoinPaprika("acm-acme", "ACM", "Acme", "3"));
        IReadOnlyList<DivergenceCount> counts = [];
        for (var i = 0; i < SuspectWatch.Limit; i++)
        {
            var report = SuspectWatch.Next(cut, [Link(s_pair, IdentityRule.T1, 1)], counts);
            counts = report.Counts;
            Assert.That(report.Decisions, Is.Empty);
        }

        Assert.That(counts.Single().Cuts, Is.EqualTo(1));
    }

    [Test]
    public void A_persons_link_is_reported_and_kept()
    {
        var reports = Watch(IdentityRule.Person, "1 3", "1 3", "1 3", "1 3");
        Assert.That(reports.SelectMany(report => report.Decisions), Is.Empty);
        Assert.That(reports.Select(report => report.Suspects.Count), Is.EqualTo(new[] { 0, 0, 1, 1 }));
    }

    [TestCase("1 3 60", 1)]
    [TestCase("1 3 61", 0)]
    public void Prices_an_hour_apart_are_of_one_time(string cut, int decisions) =>
        Assert.That(
            Watch(IdentityRule.T1, cut, cut, cut).SelectMany(report => report.Decisions).Count(),
            Is.EqualTo(decisions)
        );

    [TestCase(1, 0)]
    [TestCase(0, 1)]
    [TestCase(1, 1, 2)]
    public void A_cut_counts_only_where_both_prices_are_newer_than_when_it_was_counted_last(
        int firstMinutes,
        int secondMinutes,
        int cuts = 1
    )
    {
        var (first, second) = (CoinGecko("acme", "acm", "Acme", "1"), CoinPaprika("acm-acme", "ACM", "Acme", "3"));
        var counted = SuspectWatch.Next(Cut(first, second), [Link(s_pair, IdentityRule.T1, 1)], []).Counts;

        var next = new IdentityCut(
            [
                first with
                {
                    PriceTime = Now.AddMinutes(firstMinutes),
                },
                second with
                {
                    PriceTime = Now.AddMinutes(secondMinutes),
                },
            ],
            Now.AddMinutes(2)
        );

        Assert.That(
            SuspectWatch.Next(next, [Link(s_pair, IdentityRule.T1, 1)], counted).Counts.Single().Cuts,
            Is.EqualTo(cuts)
        );
    }

    [Test]
    public void A_file_and_a_listing_without_a_price_are_not_compared()
    {
        var (first, second) = (CoinGecko("acme", "acm", "Acme", "1"), CoinPaprika("acm-acme", "ACM", "Acme", "3"));
        Listing[][] cuts =
        [
            [first with { IsFileScoped = true }, second],
            [first, second with { IsFileScoped = true }],
            [first with { PriceUsd = null }, second],
            [first, second with { PriceUsd = null }],
            [first, second with { PriceUsd = null, PriceTime = null }],
        ];

        foreach (var cut in cuts)
            Assert.That(SuspectWatch.Next(Cut(cut), [Link(s_pair, IdentityRule.T1, 1)], []).Counts, Is.Empty);
    }

    [Test]
    public void A_price_from_the_future_is_not_fresh() =>
        Assert.That(
            Watch(IdentityRule.T1, "1 3 -60", "1 3 -60", "1 3 -60").SelectMany(report => report.Counts),
            Is.Empty
        );

    /// <summary>
    /// Cuts a day apart; each has the two prices and, where given, by how many minutes the second is older. = is the
    /// price of the cut before, not received again.
    /// </summary>
    private static List<SuspectReport> Watch(IdentityRule rule, params string[] cuts)
    {
        var (reports, last) = (new List<SuspectReport>(), new Dictionary<string, Listing>());
        for (var day = 0; day < cuts.Length; day++)
        {
            var now = Now.AddDays(day);
            var fields = cuts[day].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var minutes = fields.Length > 2 ? double.Parse(fields[2], null) : 0;
            List<Listing> listings = [CoinGecko("clock", "c", "Clock", "1"), CoinPaprika("c-clock", "C", "Clock", "1")];
            listings = [.. listings.Select(listing => listing with { PriceTime = now })];
            if (fields.Length > 0)
            {
                listings.Add(Side("first", fields[0], CoinGecko("acme", "acm", "Acme", "1"), now));
                listings.Add(
                    Side("second", fields[1], CoinPaprika("acm-acme", "ACM", "Acme", "1"), now.AddMinutes(-minutes))
                );
            }

            reports.Add(
                SuspectWatch.Next(
                    new IdentityCut(listings, now),
                    [Link(s_pair, rule, 1)],
                    reports is [.., var before] ? before.Counts : []
                )
            );
        }

        return reports;

        Listing Side(string side, string price, Listing listing, DateTimeOffset time) =>
            price == "=" ? last[side] : last[side] = listing with { PriceUsd = Price(price), PriceTime = time };
    }
}
