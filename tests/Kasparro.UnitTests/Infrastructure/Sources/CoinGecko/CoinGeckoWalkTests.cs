using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinGecko;

public sealed class CoinGeckoWalkTests
{
    private static readonly PagingFailure s_failure = new(
        "CoinGecko /coins/markets",
        "COINGECKO",
        "COINGECKO_MAX_PAGES"
    );

    private readonly FetchMetrics _metrics = new();

    [TestCase(0, "order=id_asc"), TestCase(3, "order=market_cap_desc")]
    public void A_budget_keeps_the_largest_coins_and_a_full_walk_goes_by_id(int maxPages, string order) =>
        Assert.That(
            CoinGeckoModule.Address(page: 2, pageSize: 250, maxPages),
            Does.Contain(order)
                .And.Contain("vs_currency=usd")
                .And.Contain("per_page=250&page=2&precision=full&sparkline=false")
        );

    [Test, EdgeCase(28)]
    public void A_full_walk_ends_at_the_empty_page_and_not_at_a_short_one()
    {
        var walk = new PageWalk(s_failure, maxPages: 0);
        Assert.That(walk.IsPastTheEnd(1, ApiResponse("""[{"id":"a"}]"""), _metrics), Is.False);
        Assert.That(walk.IsPastTheEnd(2, ApiResponse("[]"), _metrics), Is.True);
        Assert.That(_metrics.PagesExpected, Is.EqualTo(1));
    }

    [Test]
    public void A_walk_that_ends_before_the_announced_page_fails()
    {
        var walk = new PageWalk(s_failure, maxPages: 0);
        walk.IsPastTheEnd(1, ApiResponse("""[{"id":"a"}]""", total: 501, perPage: 250), _metrics);
        Assert.That(
            () => walk.IsPastTheEnd(2, ApiResponse("[]"), _metrics),
            Throws.TypeOf<SourceException>().With.Message.Contains("ended after page 1 of the 3")
        );
        Assert.That(_metrics.PagesExpected, Is.EqualTo(3));
    }

    [Test]
    public void A_walk_that_ends_exactly_one_page_early_fails()
    {
        var walk = new PageWalk(s_failure, maxPages: 0);
        walk.IsPastTheEnd(1, ApiResponse("""[{"id":"a"}]""", total: 501, perPage: 250), _metrics);
        walk.IsPastTheEnd(2, ApiResponse("""[{"id":"b"}]""", total: 501, perPage: 250), _metrics);
        Assert.That(
            () => walk.IsPastTheEnd(3, ApiResponse("[]"), _metrics),
            Throws.TypeOf<SourceException>().With.Message.Contains("ended after page 2 of the 3")
        );
    }

    [Test]
    public void A_walk_that_ends_behind_the_last_announced_page_is_complete()
    {
        var walk = new PageWalk(s_failure, maxPages: 0);
        walk.IsPastTheEnd(1, ApiResponse("""[{"id":"a"}]""", total: 500, perPage: 250), _metrics);
        walk.IsPastTheEnd(2, ApiResponse("""[{"id":"b"}]""", total: 500, perPage: 250), _metrics);
        Assert.That(walk.IsPastTheEnd(3, ApiResponse("[]"), _metrics), Is.True);
        Assert.That(_metrics.PagesExpected, Is.EqualTo(2));
    }

    [Test]
    public void Nothing_is_expected_where_nothing_is_announced_and_there_is_no_budget()
    {
        var metrics = new FetchMetrics();
        var walk = new PageWalk(s_failure, maxPages: 0);
        walk.IsPastTheEnd(1, ApiResponse("""[{"id":"a"}]"""), metrics);
        Assert.That(metrics.PagesExpected, Is.Null);
        Assert.That(walk.IsPastTheEnd(2, ApiResponse("[]"), metrics), Is.True);
        Assert.That(metrics.PagesExpected, Is.EqualTo(1));
    }

    [Test]
    public void A_server_that_ignores_the_page_is_found_out()
    {
        var walk = new PageWalk(s_failure, maxPages: 0);
        walk.IsPastTheEnd(1, ApiResponse("""[{"id":"a"}]"""), _metrics);
        Assert.That(
            () => walk.IsPastTheEnd(2, ApiResponse("""[{"id":"a"}]"""), _metrics),
            Throws.TypeOf<SourceException>().With.Message.Contains("page 2 is byte for byte page 1")
        );
    }

    [Test]
    public void A_budget_is_what_is_expected_unless_less_is_announced()
    {
        var walk = new PageWalk(s_failure, maxPages: 5);
        walk.IsPastTheEnd(1, ApiResponse("[1]"), _metrics);
        Assert.That(_metrics.PagesExpected, Is.EqualTo(5));
        walk.IsPastTheEnd(2, ApiResponse("[2]", total: 600, perPage: 250), _metrics);
        Assert.That(_metrics.PagesExpected, Is.EqualTo(3));
        Assert.That((walk.IsLast(4), walk.IsLast(5)), Is.EqualTo((false, true)));
    }

    [TestCase("COINGECKO_MAX_PAGES", "Set COINGECKO_MAX_PAGES, and look at the last pages by hand.")]
    [TestCase(null, "Look at the last pages by hand.")]
    public void A_walk_of_more_than_a_thousand_pages_fails_and_says_what_bounds_it(string? setting, string nextStep)
    {
        var walk = new PageWalk(s_failure with { BudgetSetting = setting }, maxPages: 0);
        for (var page = 1; page <= 1_000; page++)
            Assert.That(walk.IsPastTheEnd(page, ApiResponse($"[{page}]"), _metrics), Is.False);

        var failure = Assert
            .Throws<SourceException>(() => walk.IsPastTheEnd(1_001, ApiResponse("[1001]"), _metrics))!
            .Failure;
        Assert.That(
            (failure.Sentence, failure.NextStep),
            Is.EqualTo(("CoinGecko /coins/markets went on after 1000 pages, far more than there are coins.", nextStep))
        );
    }

    [TestCase(250_000, false)]
    [TestCase(250_001, true)]
    public void A_walk_of_more_coins_than_there_can_be_fails_on_any_page(int coins, bool fails)
    {
        var walk = new PageWalk(s_failure, maxPages: 0);
        walk.Note([
            .. Enumerable
                .Range(0, coins + 50)
                .Select(coin => new RawRecord($"{coin}", default))
                .DistinctBy(coin => string.GetHashCode(coin.SourceId, StringComparison.Ordinal))
                .Take(coins),
        ]);

        Assert.That(
            () => walk.EndPage(7),
            fails ? Throws.TypeOf<SourceException>().With.Message.Contains("went on after 7 pages") : Throws.Nothing
        );
    }

    [Test]
    public void Pages_that_bring_no_other_coin_count_only_where_they_follow_each_other()
    {
        var walk = new PageWalk(s_failure, maxPages: 0);
        var page = 0;
        foreach (var coin in (string[])["a", "a", "a", "b", "b", "b", "c", "c", "c"])
        {
            walk.Note([new RawRecord(coin, default)]);
            walk.EndPage(++page);
        }

        walk.Note([new RawRecord("c", default)]);
        Assert.That(
            () => walk.EndPage(++page),
            Throws.TypeOf<SourceException>().With.Message.Contains("the last 3 records up to page 10")
        );
    }

    [
        TestCase(null, null, CoinGeckoPlan.Keyless),
        TestCase("k", null, CoinGeckoPlan.Demo),
        TestCase("k", "https://pro-api.coingecko.com/api/v3", CoinGeckoPlan.Pro)
    ]
    public void The_plan_follows_from_key_and_host(string? key, string? baseUrl, CoinGeckoPlan expected) =>
        Assert.That(
            new CoinGeckoOptions { ApiKey = key, BaseUrl = baseUrl is null ? null : new Uri(baseUrl) }.EffectivePlan,
            Is.EqualTo(expected)
        );

    private static UpstreamResponse ApiResponse(string body, int? total = null, int? perPage = null) =>
        new(Encoding.UTF8.GetBytes(body), JsonRecords.Read(Encoding.UTF8.GetBytes(body)), total, perPage)
        {
            Address = new Uri("https://example.com"),
        };
}
