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

    [Test]
    public async Task Each_row_is_as_it_was_whatever_was_corrected_of_another_coin_or_time_or_by_another_source()
    {
        const string Early = "2026-01-01T06:00:00Z";
        const string Late = "2026-01-01T07:00:00Z";
        await SayAsync("coingecko", Said("90", Early), Said("100", Late), Ether("7", Early));
        await SayAsync("csv", Said("92", Early), Said("102", Late));
        await SayAsync("coingecko", Said("91", Early), Said("101", Late), Ether("8", Early));
        await SayAsync("csv", Said("93", Early), Said("103", Late));

        Assert.That(await PricesAsync("12:30"), Is.EqualTo("coingecko 100, coingecko 90"));
        Assert.That(await PricesAsync("13:30"), Is.EqualTo("csv 102, coingecko 100, csv 92, coingecko 90"));
        Assert.That(await PricesAsync("14:30"), Is.EqualTo("csv 102, coingecko 101, csv 92, coingecko 91"));
        Assert.That(await PricesAsync("15:30"), Is.EqualTo("csv 103, coingecko 101, csv 93, coingecko 91"));
    }

    /// <summary>As a database of the first version has them.</summary>
    [Test]
    public async Task A_row_whose_statement_has_no_time_was_said_when_it_was_created()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");

        var row = (await GetAsync($"/data?as_of={Utc.Format(ApiHost.Now)}")).GetProperty("data")[0];

        Assert.That(row.GetProperty("updated_at").GetString(), Is.EqualTo(row.GetProperty("created_at").GetString()));
    }

    private static Coin Said(string price, string at) => new("bitcoin", Price: price, LastUpdated: at);

    private static Coin Ether(string price, string at) => new("ether", "eth", "Ether", price, LastUpdated: at);

    private Task SayAsync(Coin coin) => SayAsync("coingecko", coin);

    private async Task SayAsync(string source, params Coin[] coins)
    {
        await using var etl = EtlProcess.With(Database, _time, new ScriptedSource(source).Sends(coins));
        await etl.RunAsync(source);
        _time.Advance(TimeSpan.FromHours(1));
    }

    private async Task<string> PricesAsync(string asOf) =>
        string.Join(
            ", ",
            (await GetAsync($"/data?symbol=BTC&as_of=2026-01-01T{asOf}:00Z"))
                .GetProperty("data")
                .EnumerateArray()
                .Select(row => $"{row.GetProperty("source")} {row.GetProperty("price_usd")}")
        );

    private async Task<IEnumerable<string>> RowsAsync(string asOf) =>
        (await GetAsync($"/data?as_of=2026-01-01T{asOf}:00Z"))
            .GetProperty("data")
            .EnumerateArray()
            .Select(row =>
                $"{row.GetProperty("price_usd")} {row.GetProperty("market_cap_usd")} "
                + $"{row.GetProperty("volume_24h_usd")} {row.GetProperty("updated_at")}"
            );
}
