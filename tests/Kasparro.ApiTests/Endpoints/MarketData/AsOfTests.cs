using System.Net;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.ApiTests.Endpoints.MarketData;

/// <summary>
/// A coin that is 100, then 101, then 100 again, and another one that is there from the second run on.
/// </summary>
internal sealed class AsOfTests : ApiFixture
{
    private static readonly DateTimeOffset s_first = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_first);

    [SetUp]
    public async Task RunAsync()
    {
        _time.AdjustTime(s_first);
        var source = new ScriptedSource("coingecko");
        await using var etl = EtlProcess.With(Database, _time, source);
        foreach (var price in (string[])["100", "101", "100"])
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            if (price == "101")
                source.Sends(new Coin("ethereum", "eth", "Ethereum", Price: "7"));
            await etl.RunAsync("coingecko");
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    [TestCase("")]
    [TestCase("&sort=last_updated")]
    [TestCase("&source=coingecko")]
    [TestCase("&symbol=btc&symbol=eth")]
    [TestCase("&latest=true")]
    [TestCase("&from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")]
    public async Task Prices_are_as_they_were_known(string query)
    {
        Assert.That(await PricesAsync("2026-01-01T11:59:59Z", query), Is.Empty);
        Assert.That(await PricesAsync("2026-01-01T12:30:00Z", query), Is.EquivalentTo(new[] { "BTC 100" }));
        Assert.That(await PricesAsync("2026-01-01T13:30:00Z", query), Is.EquivalentTo(new[] { "BTC 101", "ETH 7" }));
        Assert.That(await PricesAsync("2026-01-01T14:30:00Z", query), Is.EquivalentTo(new[] { "BTC 100", "ETH 7" }));
    }

    [TestCase("2026-01-01T12:00:00Z", "BTC 100")]
    [TestCase("2026-01-01T13:00:00Z", "BTC 101", "ETH 7")]
    [TestCase("2026-01-01T14:00:00Z", "BTC 100", "ETH 7")]
    public async Task A_price_is_known_from_the_instant_at_which_it_was_said(string asOf, params string[] prices) =>
        Assert.That(await PricesAsync(asOf, ""), Is.EquivalentTo(prices));

    [Test]
    public async Task A_rebuild_changes_nothing_of_what_was_known()
    {
        await using (var etl = EtlProcess.With(Database, _time, new ScriptedSource("coingecko")))
            await etl.TransformAsync("coingecko", full: true);

        await Prices_are_as_they_were_known("");
    }

    [Test]
    public async Task Rows_that_changed_since_a_time_are_found()
    {
        Assert.That(await SinceAsync("2026-01-01T12:00:00Z"), Is.EquivalentTo(new[] { "BTC 100", "ETH 7" }));
        Assert.That(await SinceAsync("2026-01-01T13:30:00Z"), Is.EquivalentTo(new[] { "BTC 100" }));
        Assert.That(await SinceAsync("2026-01-01T14:00:00Z"), Is.EquivalentTo(new[] { "BTC 100" }));
        Assert.That(await SinceAsync("2026-01-01T14:00:01Z"), Is.Empty);
    }

    [Test]
    public async Task The_two_times_are_not_given_together() =>
        await GetAsync(
            "/data?as_of=2026-01-01T12:00:00Z&updated_since=2026-01-01T12:00:00Z",
            HttpStatusCode.BadRequest
        );

    private Task<string[]> PricesAsync(string asOf, string query) => ReadAsync($"/data?as_of={asOf}{query}");

    private Task<string[]> SinceAsync(string time) => ReadAsync($"/data?updated_since={time}");

    private async Task<string[]> ReadAsync(string address) =>
        [
            .. (await GetAsync(address))
                .GetProperty("data")
                .EnumerateArray()
                .Select(row => $"{row.GetProperty("symbol").GetString()} {row.GetProperty("price_usd").GetRawText()}"),
        ];
}
