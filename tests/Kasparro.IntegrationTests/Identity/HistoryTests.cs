using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

/// <summary>
/// Coins that are renamed, swap their labels, move to another id or vanish: every history stays with its coin.
/// </summary>
public sealed class HistoryTests : EtlFixture
{
    private readonly ScriptedSource _coinGecko = new("coingecko");
    private readonly ScriptedSource _coinPaprika = new("coinpaprika");
    private int _day;

    [Test, Promise(11)]
    public async Task Two_coins_that_swap_their_labels_keep_their_own_prices()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        for (var run = 0; run < 5; run++)
            await RunAsync(
                etl,
                [Coin("one", run < 2 ? "AAA" : "BBB", "10"), Coin("two", run < 2 ? "BBB" : "AAA", "3")],
                [Coin("p-one", run < 2 ? "AAA" : "BBB", "10.1"), Coin("p-two", run < 2 ? "BBB" : "AAA", "3.01")]
            );

        Assert.That(
            await HistoryAsync(),
            Is.EqualTo(
                new[]
                {
                    "AAA coingecko:two 3 5",
                    "AAA coinpaprika:p-two 3 5",
                    "BBB coingecko:one 10 5",
                    "BBB coinpaprika:p-one 10 5",
                }
            )
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    /// <summary>
    /// As MATIC became POL: the old id stops, a new one appears with its label, and the other source renames.
    /// </summary>
    [Test, Promise(11)]
    public async Task A_coin_that_migrates_to_a_new_id_is_two_assets_with_the_history_of_each()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        for (var run = 0; run < 2; run++)
            await RunAsync(etl, [Coin("matic-network", "MATIC", "0.5")], [Coin("matic-polygon", "MATIC", "0.5")]);
        for (var run = 0; run < 2; run++)
            await RunAsync(
                etl,
                [Coin("matic-network", "MATIC", "0.4"), Coin("polygon-ecosystem-token", "POL", "0.4")],
                [Coin("matic-polygon", "MATIC", "0.4"), Coin("pol-polygon-ecosystem-token", "POL", "0.4")]
            );
        for (var run = 0; run < 2; run++)
            await RunAsync(
                etl,
                [Coin("polygon-ecosystem-token", "POL", "0.3")],
                [Coin("pol-polygon-ecosystem-token", "POL", "0.3")]
            );

        Assert.That(
            await HistoryAsync(),
            Is.EqualTo(
                new[]
                {
                    "MATIC coingecko:matic-network 0 4",
                    "MATIC coinpaprika:matic-polygon 0 4",
                    "POL coingecko:polygon-ecosystem-token 0 4",
                    "POL coinpaprika:pol-polygon-ecosystem-token 0 4",
                }
            )
        );
        Assert.That(await CountAsync("assets"), Is.EqualTo(2));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    [Test]
    public async Task A_coin_that_one_source_delists_goes_on_with_the_other_and_is_found_by_all_its_names()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, [Coin("old", "OLD", "7")], [Coin("p-old", "OLD", "7")]);
        for (var run = 0; run < 7; run++)
            await RunAsync(etl, [Coin("other", "OTH", "1")], [Coin("p-old", "NEW", "900")]);

        Assert.That(
            await HistoryAsync(),
            Is.EqualTo(new[] { "NEW coingecko:old 7 1", "NEW coinpaprika:p-old 900 8", "OTH coingecko:other 1 7" })
        );
        Assert.That(
            await Database.RowsAsync(
                "SELECT symbol FROM listing_labels WHERE source_asset_id = 'p-old' ORDER BY first_seen"
            ),
            Is.EqualTo(
                (string[][])
                    [
                        ["OLD"],
                        ["NEW"],
                    ]
            )
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private async Task RunAsync(EtlProcess etl, Coin[] coinGecko, Coin[] coinPaprika)
    {
        var at = $"2026-01-{++_day:00}T00:00:00Z";
        _coinGecko.SendsNothing().Sends([.. coinGecko.Select(coin => coin with { LastUpdated = at })]);
        _coinPaprika.SendsNothing().Sends([.. coinPaprika.Select(coin => coin with { LastUpdated = at })]);
        foreach (var source in (string[])["coingecko", "coinpaprika"])
        {
            await etl.IngestAsync(source, acceptsFewer: true);
            await etl.TransformAsync(source, link: false);
        }

        await etl.LinkAsync();
    }

    private static Coin Coin(string id, string symbol, string price) => new(id, symbol, $"Coin {symbol}", price);

    /// <summary>Symbol of the asset, listing, whole dollars of its last price, number of its prices.</summary>
    private async Task<IEnumerable<string>> HistoryAsync() =>
        (
            await Database.RowsAsync(
                "SELECT concat_ws(' ', symbol, source || ':' || source_asset_id, "
                    + "trunc((array_agg(price_usd ORDER BY last_updated DESC))[1]), count(*)) FROM asset_market_data "
                    + "JOIN asset_sources USING (asset_id, source) JOIN assets USING (asset_id) "
                    + "GROUP BY symbol, source, source_asset_id ORDER BY 1"
            )
        ).Select(row => row[0]!);
}
