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

    private async Task<Application.Transformation.TransformResult> RunAsync(
        EtlProcess etl,
        params (string Price, int HoursAgo)[] prices
    )
    {
        _time.Advance(TimeSpan.FromHours(4));
        _source.SendsNothing();
        foreach (var (price, hours) in prices)
            _source.Sends([
                .. Enumerable
                    .Range(0, Assets)
                    .Select(id => new Coin(
                        $"coin-{id}",
                        $"c{id}",
                        $"Coin {id}",
                        Price: price,
                        LastUpdated: $"{_time.GetUtcNow().AddHours(-hours):yyyy-MM-ddTHH:mm:ssZ}"
                    )),
            ]);
        await etl.IngestAsync("coinpaprika");
        return await etl.TransformAsync("coinpaprika");
    }
}
