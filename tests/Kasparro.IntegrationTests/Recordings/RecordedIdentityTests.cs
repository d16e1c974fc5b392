using System.Text.Json;
using Kasparro.Domain.Bronze;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Sources;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>Who is who in real lists: labels collide within one source and half agree between two.</summary>
public sealed class RecordedIdentityTests : EtlFixture
{
    private const int RecordsPerPage = 5_000;

    [Test, Promise(11), EdgeCase(31), EdgeCase(36), EdgeCase(39), EdgeCase(40), EdgeCase(41), EdgeCase(43)]
    public async Task Of_17892_coins_no_two_share_an_asset_and_one_of_each_group_has_the_plain_name()
    {
        var list = CoinList("coins_list_2025-08-03.json");
        await using var etl = EtlProcess.With(Database, Market(list, "2025-08-03T17:07:21Z"));

        await etl.RunAsync("coingecko");

        // Without a symbol there is no asset: arcium, celer-bridged-usdt-astar, hyperion-staked-aptos, nyla-ai.
        Assert.That(
            (await CountAsync("raw_coingecko"), await CountAsync("transform_failures")),
            Is.EqualTo((17_892, 4))
        );
        Assert.That((await CountAsync("assets"), await CountAsync("asset_market_data")), Is.EqualTo((17_888, 17_888)));
        Assert.That(
            await Database.ScalarAsync<long>(
                "SELECT count(DISTINCT asset_id) FROM asset_sources WHERE source = 'coingecko'"
            ),
            Is.EqualTo(17_888)
        );

        var named = (
            await Database.RowsAsync("SELECT source_asset_id, name FROM asset_sources JOIN assets USING (asset_id)")
        ).ToDictionary(row => row[0]!, row => row[1]!);
        var groups = list.Where(coin => coin.Symbol.Length > 0)
            .GroupBy(coin => (coin.Symbol.ToUpperInvariant(), coin.Name))
            .ToList();
        Assert.That(
            (
                groups.Count(group => group.Count() > 1),
                groups.Where(group => group.Count() > 1).Sum(group => group.Count())
            ),
            Is.EqualTo((223, 485))
        );
        // All are of one size and age. "AI⁴" and "AI4" look alike, so only one of them has the plain name.
        bool IsPlain(ListedCoin coin) => !named[coin.Id].EndsWith($" [coingecko:{coin.Id}]", StringComparison.Ordinal);
        Assert.That(groups.Where(group => group.Count(IsPlain) > 1), Is.Empty);
        Assert.That(groups.Count(group => !group.Any(IsPlain)), Is.EqualTo(13));
    }

    [Test, EdgeCase(37), EdgeCase(38)]
    public async Task Ids_that_vanish_stay_and_labels_follow_the_newest_record_but_move_no_id()
    {
        var (before, after) = (
            CoinList("coins_list_2022-10-05_platforms.json"),
            CoinList("coins_list_2025-08-03.json")
        );
        var source = Market(before, "2022-10-05T17:07:03Z");
        await using var etl = EtlProcess.With(Database, source);
        await etl.RunAsync("coingecko");
        var linked = await LinksAsync();

        Fill(source.SendsNothing(), after, "2025-08-03T17:07:21Z");
        await etl.RunAsync("coingecko");

        var links = await LinksAsync();
        // 27,057 ids are in either list; of those without a symbol then, only four have none now.
        Assert.That((linked.Count, links.Count), Is.EqualTo((13_187, 27_052)));
        Assert.That(linked.Where(link => links[link.Key] != link.Value), Is.Empty);
        Assert.That(
            (
                await Database.RowsAsync(
                    "SELECT symbol, name, count(*)::text FROM asset_sources s "
                        + "JOIN assets USING (asset_id) JOIN asset_market_data d USING (asset_id) "
                        + "WHERE source_asset_id = 'akropolis' GROUP BY 1, 2"
                )
            ).Single(),
            Is.EqualTo((string[])["KAON", "Kaon", "2"])
        );

        async Task<Dictionary<string, string>> LinksAsync() =>
            (await Database.RowsAsync("SELECT source_asset_id, asset_id::text FROM asset_sources")).ToDictionary(
                row => row[0]!,
                row => row[1]!
            );
    }

    [Test, EdgeCase(32), EdgeCase(34), EdgeCase(35)]
    public async Task Two_sources_mean_one_asset_where_symbol_and_name_agree_and_nowhere_else()
    {
        await using var upstream = await RecordedUpstream.StartAsync();
        await using var etl = EtlProcess.Configured(Database, upstream.Settings);
        foreach (var recording in (string[])["markets_2022-01-29_250_allpct.json", "tickers_2021-08-12_usd_3795.json"])
        {
            await upstream.IngestAsync(etl, MarketRecording.Named(recording));
            await etl.TransformAsync(MarketRecording.Named(recording).Source);
        }

        var shared = (
            await Database.RowsAsync(
                """
                SELECT g.source_asset_id, p.source_asset_id FROM asset_sources g
                    JOIN asset_sources p USING (asset_id) WHERE g.source = 'coingecko' AND p.source = 'coinpaprika'
                """
            )
        ).ToDictionary(row => row[0]!, row => row[1]!);

        // The prices are half a year apart: what moved by more than a factor of 2 since then is not linked.
        Assert.That(shared, Has.Count.EqualTo(116));
        // By the symbol alone these would be DoorDash, Leoni AG and Stox.
        Assert.That(
            ((string[])["dash", "leo-token", "blockstack"]).Select(id => shared[id]),
            Is.EqualTo((string[])["dash-dash", "leo-leo-token", "stx-stacks"])
        );
        // Impermax, GameX and Raven Dark are others.
        Assert.That(((string[])["immutable-x", "gmx", "radix"]).Where(shared.ContainsKey), Is.Empty);
    }

    private static ScriptedSource Market(List<ListedCoin> list, string instant) =>
        Fill(new ScriptedSource("coingecko"), list, instant);

    private static ScriptedSource Fill(ScriptedSource source, List<ListedCoin> list, string instant)
    {
        foreach (var page in list.Chunk(RecordsPerPage))
            source.Sends([.. page.Select((coin, at) => Record(coin, at, instant))]);
        return source;
    }

    private static RawRecord Record(ListedCoin coin, int at, string instant) =>
        Coin.Raw(
            coin.Id,
            $$"""{"id":{{coin.IdText}},"symbol":{{coin.SymbolText}},"name":{{coin.NameText}}"""
                + $$""","current_price":{{at + 1}}.5,"market_cap":0,"total_volume":null,"last_updated":"{{instant}}"}"""
        );

    private static List<ListedCoin> CoinList(string file) =>
        [.. RecordedData.Records(RecordedData.Files($"coingecko/{file}").Single()).Select(ListedCoin.Of)];

    /// <summary>A coin of a list: what its texts say, and how they are written.</summary>
    private sealed record ListedCoin(
        string Id,
        string Symbol,
        string Name,
        string IdText,
        string SymbolText,
        string NameText
    )
    {
        public static ListedCoin Of(string json)
        {
            using var document = JsonDocument.Parse(json);
            var (id, symbol, name) = (
                document.RootElement.GetProperty("id"),
                document.RootElement.GetProperty("symbol"),
                document.RootElement.GetProperty("name")
            );
            return new ListedCoin(
                id.GetString()!,
                symbol.GetString()!,
                name.GetString()!,
                id.GetRawText(),
                symbol.GetRawText(),
                name.GetRawText()
            );
        }
    }
}
