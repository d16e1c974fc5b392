using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

/// <summary>What is kept from one link step to the next about two listings whose prices part.</summary>
public sealed class CountedDivergencesTests : EtlFixture
{
    private readonly ScriptedSource _coinGecko = new("coingecko");
    private readonly ScriptedSource _coinPaprika = new("coinpaprika");

    [TestCase("00 02 03", "01 01 04")]
    [TestCase("01 01 04", "00 02 03")]
    public async Task A_price_that_was_counted_is_not_counted_again_next_to_a_new_one_of_the_other_listing(
        string coinGecko,
        string coinPaprika
    )
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "10");

        foreach (var (first, second) in coinGecko.Split(' ').Zip(coinPaprika.Split(' ')))
            await RunAsync(etl, $"2026-01-02T{first}:00:00Z", $"2026-01-02T{second}:00:00Z", "0.02");
        var afterTwo = await CountAsync("assets");
        await RunAsync(etl, "2026-01-02T05:00:00Z", "2026-01-02T05:00:00Z", "0.02");

        Assert.That((afterTwo, await CountAsync("assets")), Is.EqualTo((1, 2)));
    }

    private async Task RunAsync(EtlProcess etl, string coinGeckoAt, string coinPaprikaAt, string price)
    {
        _coinGecko.SendsNothing().Sends(new Coin("jupiter", "jup", "Jupiter", "10", LastUpdated: coinGeckoAt));
        _coinPaprika
            .SendsNothing()
            .Sends(new Coin("jup-jupiter", "JUP", "Jupiter", price, MarketCap: "99", LastUpdated: coinPaprikaAt));
        foreach (var source in (string[])["coingecko", "coinpaprika"])
            await etl.RunAsync(source, link: false);

        await etl.LinkAsync();
    }
}
