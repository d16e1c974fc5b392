using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinGecko;

/// <summary>A server that ignores the page number, but whose prices move between two requests.</summary>
public sealed class CoinGeckoRepetitionTests
{
    private const string WholeCatalogue = "0";

    [TestCase(250, WholeCatalogue, 2), TestCase(11, WholeCatalogue, 2), TestCase(3, WholeCatalogue, 4)]
    [TestCase(250, "2", 2)]
    public async Task A_walk_that_goes_round_in_circles_fails_and_is_never_a_success(
        int coins,
        string maxPages,
        int requests
    )
    {
        var price = 0;
        await using var fetch = await FetchAsync(_ => Page(coins, firstCoin: 0, price++), maxPages);

        fetch.AssertFailed(FailureClass.Data, "coingecko", "repeats itself", "COINGECKO_BASE_URL");
        Assert.That(fetch.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task Coins_that_move_between_pages_do_not_end_a_walk()
    {
        // Each page repeats all but one coin of the page before it; the last brings no other.
        await using var fetch = await FetchAsync(
            request =>
                int.Parse(request.Query["page"], System.Globalization.CultureInfo.InvariantCulture) switch
                {
                    var page and <= 20 => Page(coins: 100, firstCoin: page, page),
                    21 => Page(coins: 10, firstCoin: 20, price: 21),
                    22 or 23 => Page(coins: 0, firstCoin: 0, price: 0),
                    _ => StubResponse.Error(500),
                },
            WholeCatalogue
        );

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records, Has.Count.EqualTo(2_010));
    }

    private static StubResponse Page(int coins, int firstCoin, int price) =>
        StubResponse.Array(
            Enumerable
                .Range(firstCoin, coins)
                .Select(coin => $$"""{"id":"coin-{{coin}}","symbol":"c","name":"C","current_price":{{price}}}""")
        );

    private static async Task<SourceFetch> FetchAsync(Func<StubRequest, StubResponse> respond, string maxPages)
    {
        var clock = new PipelineClock(TimeSpan.FromSeconds(60), TimeSpan.FromHours(1));
        await using var upstream = await StubUpstream.StartAsync(respond, clock);
        var settings = new Dictionary<string, string?>
        {
            ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "100ms",
            ["COINGECKO_MAX_RETRIES"] = "0",
            ["COINGECKO_MAX_PAGES"] = maxPages,
        };
        return await SourceFetch.RunAsync(new SourceBench(new CoinGeckoModule(), settings, clock), clock, upstream);
    }
}
