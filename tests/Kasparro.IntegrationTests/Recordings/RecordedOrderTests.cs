using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>
/// The same recordings, run from nothing in other orders of their sources: files of which many repeat, collide or fail.
/// </summary>
public sealed class RecordedOrderTests
{
    private static readonly string[] s_recordings =
    [
        "markets_2022-01-29_250_allpct.json",
        "markets_20260205T0640Z.json",
        "markets_20260205T0739Z.json",
        "markets_20260413T1206Z_nullprice.json",
        "markets_20251201T0151.json",
        "markets_20251201T0345.json",
        "markets_20251201T0440.json",
        "tickers_2021-08-12_usd_3795.json",
        "tickers_2022-11-17_krw_2500.json",
        "coin_Bitcoin.csv",
        "coin_Iota.csv",
        "crypto_prices_history_2026.csv",
        "coin_Aave_mdy.csv",
    ];

    [TestCase("csv", "coinpaprika", "coingecko"), TestCase("coinpaprika", "csv", "coingecko")]
    [Promise(8), EdgeCase(32)]
    public async Task Sources_run_in_another_order_give_the_same_Silver_and_the_same_assets(params string[] order)
    {
        var silver = await RunAsync(RecordedMarket.Sources);

        Assert.That(silver, Does.Contain("|BTC|Bitcoin|").And.Contain("|MIOTA|IOTA|"));
        Assert.That(await RunAsync(order) == silver, Is.True, "Silver differs from what the first order gave");
    }

    /// <summary>
    /// One run a file, each followed by a transform, and one link of all that there is; runs are identified by their
    /// place, since their ids are new each time.
    /// </summary>
    private static async Task<string> RunAsync(string[] order)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var upstream = await RecordedUpstream.StartAsync();
        await using var etl = EtlProcess.Configured(database, upstream.Settings);
        foreach (var source in order)
        foreach (
            var recording in s_recordings.Select(MarketRecording.Named).Where(recording => recording.Source == source)
        )
        {
            await upstream.IngestAsync(etl, recording);
            await etl.TransformAsync(source, link: false);
        }

        await etl.LinkAsync();
        var silver = await SilverTables.ReadAsync(database);
        foreach (
            var run in await database.RowsAsync(
                "SELECT run_id::text, concat('run ', row_number() OVER (PARTITION BY source "
                    + "ORDER BY started_at)) FROM etl_runs"
            )
        )
            silver = silver.Replace(run[0]!, run[1], StringComparison.Ordinal);
        return silver;
    }
}
