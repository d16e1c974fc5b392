using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Drift;

/// <summary>Where a run has several prices of a coin, the newest says whether prices jumped.</summary>
public sealed class NewestPricesTests : EtlFixture
{
    private const int Assets = 20;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coinpaprika");

    [TestCase(true, true)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(false, false)]
    public async Task Whichever_price_comes_first_the_newest_counts(bool isNewestFirst, bool hasNewestJumped)
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, (Price: "1.5", HoursAgo: 1));
        var (newest, older) = hasNewestJumped ? ("1500", "1.6") : ("1.6", "1500");
        var prices = new[] { (newest, 1), (older, 2) };

        var result = await RunAsync(etl, isNewestFirst ? prices : [.. prices.Reverse()]);

        Assert.That(result.PausedBy, hasNewestJumped ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task A_price_that_comes_late_is_not_what_the_next_one_is_compared_with()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, ("1.5", 1));
        await IngestAsync(etl, () => [Coins("1.5", 1)]);
        await IngestAsync(etl, () => [Coins("1500", 6)[..10], Coins("1.5", 1)[10..]]);
        await IngestAsync(etl, () => [Coins("1.5", 1)]);

        var result = await etl.TransformAsync("coinpaprika");

        Assert.That(result.PausedBy, Is.Null);
    }

    private async Task<Application.Transformation.TransformResult> RunAsync(
        EtlProcess etl,
        params (string Price, int HoursAgo)[] prices
    )
    {
        await IngestAsync(etl, () => [.. prices.Select(price => Coins(price.Price, price.HoursAgo))]);
        return await etl.TransformAsync("coinpaprika");
    }

    private async Task IngestAsync(EtlProcess etl, Func<Coin[][]> pages)
    {
        _time.Advance(TimeSpan.FromHours(4));
        _source.SendsNothing();
        foreach (var page in pages())
            _source.Sends(page);
        await etl.IngestAsync("coinpaprika");
    }

    private Coin[] Coins(string price, int hoursAgo) =>
        [
            .. Enumerable
                .Range(0, Assets)
                .Select(id => new Coin(
                    $"coin-{id}",
                    $"c{id}",
                    $"Coin {id}",
                    Price: price,
                    LastUpdated: $"{_time.GetUtcNow().AddHours(-hoursAgo):yyyy-MM-ddTHH:mm:ssZ}"
                )),
        ];
}
