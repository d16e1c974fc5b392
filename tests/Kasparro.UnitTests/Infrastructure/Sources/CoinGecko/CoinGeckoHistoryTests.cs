using System.Globalization;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinGecko;

/// <summary>Several arrays of points, as one record for each time.</summary>
public sealed class CoinGeckoHistoryTests
{
    private static readonly DateTimeOffset s_from = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>2026-02-01 and 2026-02-02, in milliseconds.</summary>
    private const string One = "1769904000000";

    private const string Two = "1769990400000";

    [TestCase(
        $$"""{"prices":[[{{One}},1.50],[{{Two}},2]],"market_caps":[[{{One}},10],[{{Two}},20]]"""
            + $$""","total_volumes":[[{{One}},7]]}""",
        $$"""{"prices":[{{One}},1.50],"market_caps":[{{One}},10],"total_volumes":[{{One}},7]}""",
        $$"""{"prices":[{{Two}},2],"market_caps":[{{Two}},20]}""",
        TestName = "Points of one time are one record, character for character"
    )]
    [TestCase(
        $$"""{"prices":[[{{One}},1],[{{One}},2]],"market_caps":[[{{One}},10],[{{One}},20]]}""",
        $$"""{"prices":[{{One}},1],"market_caps":[{{One}},10]}""",
        $$"""{"prices":[{{One}},2],"market_caps":[{{One}},20]}""",
        TestName = "A time that comes twice is two records"
    )]
    [TestCase(
        $$"""{"market_caps":[[{{Two}},20]],"prices":[[{{One}},1]]}""",
        $$"""{"market_caps":[{{Two}},20]}""",
        $$"""{"prices":[{{One}},1]}""",
        TestName = "What has no price is kept too"
    )]
    public async Task Arrays_become_records(string response, string first, string second)
    {
        await using var fetch = await FetchAsync(response);

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(new[] { first, second }));
    }

    [TestCase("""{"market_caps":[]}""", "CoinGecko's history has no prices.")]
    [TestCase("""{"prices":{"a":1}}""", "under prices")]
    public async Task What_is_no_history_fails(string response, string sentence)
    {
        await using var fetch = await FetchAsync(response);

        fetch.AssertFailed(FailureClass.Data, "CoinGecko", sentence);
    }

    [Test]
    public async Task A_coin_without_a_past_has_no_record()
    {
        await using var fetch = await FetchAsync("""{"prices":[],"market_caps":[],"total_volumes":[]}""");

        Assert.That((fetch.Failure, fetch.Records.Count), Is.EqualTo(((SourceException?)null, 0)));
    }

    [TestCase(HistoryInterval.Daily, 5, 91)]
    [TestCase(HistoryInterval.Daily, 100, 100)]
    [TestCase(HistoryInterval.Hourly, 1, 2)]
    [TestCase(HistoryInterval.Hourly, 5, 5)]
    public async Task A_time_for_which_CoinGecko_would_choose_other_steps_is_asked_for_in_a_longer_one(
        HistoryInterval interval,
        int days,
        int asked
    )
    {
        await using var fetch = await FetchAsync("""{"prices":[]}""", interval, days);

        var query = fetch.Requests.Single().Query;
        var (from, to) = (Instant(query["from"]), Instant(query["to"]));
        Assert.That((to - from).TotalDays, Is.EqualTo(asked));
        Assert.That((from <= s_from, to >= s_from.AddDays(days)), Is.EqualTo((true, true)));
    }

    private static DateTimeOffset Instant(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));

    private static async Task<SourceFetch> FetchAsync(
        string response,
        HistoryInterval interval = HistoryInterval.Daily,
        int days = 5
    )
    {
        var clock = new PipelineClock(TimeSpan.FromSeconds(60), TimeSpan.FromHours(1));
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Json(response), clock);
        var settings = new Dictionary<string, string?>
        {
            ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0",
        };
        var coin = new KnownCoin("bitcoin", "btc", "Bitcoin");
        return await SourceFetch.RunAsync(
            new SourceBench(new CoinGeckoModule(), settings, clock),
            clock,
            upstream,
            new FetchWindow(coin, s_from, s_from.AddDays(days), interval)
        );
    }
}
