using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.EdgeCases;

public sealed class PricesBeyondDoubleTests : EtlFixture
{
    [TestCase("1e-400")]
    [TestCase("1e400")]
    [Promise(9)]
    public async Task A_price_that_double_precision_does_not_hold_is_compared_with_the_ones_before_it(string price)
    {
        var (time, source) = (new FakeTimeProvider(Clocks.Start), new ScriptedSource("coingecko"));
        await using var etl = EtlProcess.With(Database, time, source);
        for (var run = 0; run < 2; run++)
        {
            time.Advance(TimeSpan.FromHours(1));
            var at = $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
            source
                .SendsNothing()
                .Sends([
                    .. Enumerable
                        .Range(0, 20)
                        .Select(id => new Coin($"coin-{id}", $"c{id}", $"Coin {id}", price, LastUpdated: at)),
                ]);
            await etl.RunAsync("coingecko");
        }

        var compared = await etl.SendAsync(
            new CompareRuns("coingecko", RunId: null, Against: null, new ComparisonSettings(), AsOf: null)
        );

        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(40));
        Assert.That(compared, Is.InstanceOf<RunComparison.Compared>());
    }
}
