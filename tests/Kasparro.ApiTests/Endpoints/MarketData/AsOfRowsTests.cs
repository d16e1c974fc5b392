using Kasparro.Testing.Etl;
using Kasparro.WebApi.Http;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.ApiTests.Endpoints.MarketData;

/// <summary>What was known at a time is the whole row, not its price alone.</summary>
internal sealed class AsOfRowsTests : ApiFixture
{
    private static readonly DateTimeOffset s_first = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_first);

    [SetUp]
    public void StartAgain() => _time.AdjustTime(s_first);

    [Test]
    public async Task A_row_has_the_market_cap_the_volume_and_the_time_of_what_was_said_then()
    {
        await SayAsync(new Coin("bitcoin", Price: "100", MarketCap: "1000", Volume: "10"));
        await SayAsync(new Coin("bitcoin", Price: "101", MarketCap: "2000", Volume: "20"));
        await SayAsync(new Coin("bitcoin", Price: "102", MarketCap: "3000", Volume: "30"));

        Assert.Multiple(async () =>
        {
            Assert.That(await RowsAsync("12:30"), Is.EqualTo(["100 1000 10 2026-01-01T12:00:00Z"]));
            Assert.That(await RowsAsync("13:30"), Is.EqualTo(["101 2000 20 2026-01-01T13:00:00Z"]));
            Assert.That(await RowsAsync("14:30"), Is.EqualTo(["102 3000 30 2026-01-01T14:00:00Z"]));
        });
    }

    /// <summary>Clocks of providers are ahead sometimes.</summary>
    [Test]
    public async Task A_row_that_is_dated_a_little_ahead_was_known_when_it_was_said()
    {
        await SayAsync(new Coin("bitcoin", Price: "100", LastUpdated: "2026-01-01T12:01:00Z"));

        Assert.That(await RowsAsync("12:00"), Has.Exactly(1).StartsWith("100 "));
    }

    [TestCase("2026-01-02T12:00:00Z", 1)]
    [TestCase("2026-01-02T12:00:01Z", 0)]
    public async Task A_row_that_is_dated_more_than_a_day_ahead_was_not(string at, int rows)
    {
        await SayAsync(new Coin("bitcoin", Price: "100", LastUpdated: at));

        Assert.That(await RowsAsync("12:00"), Has.Exactly(rows).Items);
    }

    /// <summary>As a database of the first version has them.</summary>
    [Test]
    public async Task A_row_whose_statement_has_no_time_was_said_when_it_was_created()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");

        var row = (await GetAsync($"/data?as_of={Utc.Format(ApiHost.Now)}")).GetProperty("data")[0];

        Assert.That(row.GetProperty("updated_at").GetString(), Is.EqualTo(row.GetProperty("created_at").GetString()));
    }

    private async Task SayAsync(Coin coin)
    {
        await using var etl = EtlProcess.With(Database, _time, new ScriptedSource("coingecko").Sends(coin));
        await etl.RunAsync("coingecko");
        _time.Advance(TimeSpan.FromHours(1));
    }

    private async Task<IEnumerable<string>> RowsAsync(string asOf) =>
        (await GetAsync($"/data?as_of=2026-01-01T{asOf}:00Z"))
            .GetProperty("data")
            .EnumerateArray()
            .Select(row =>
                $"{row.GetProperty("price_usd")} {row.GetProperty("market_cap_usd")} "
                + $"{row.GetProperty("volume_24h_usd")} {row.GetProperty("updated_at")}"
            );
}
