using Kasparro.Application.Assets;
using Kasparro.Application.Explanation;
using Kasparro.Application.MarketData;
using Kasparro.Application.Paging;
using Kasparro.Application.Transformation;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kasparro.IntegrationTests.Database;

/// <summary>A database whose assets were made from labels becomes one of listings, and nothing of it is lost.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LinkByEvidenceTests
{
    private static readonly Guid s_right = new("dc867450-334d-5e89-940f-3a46d40c64a3");
    private static readonly Guid s_wrong = new("ccc19093-bac9-5395-87b5-01b192d4dd50");

    private static readonly Coin[] s_coinGecko =
    [
        new("bitcoin", Price: "100"),
        new("jupiter-exchange-solana", "jup", "Jupiter", "0.7748"),
    ];

    private static readonly Coin[] s_coinPaprika =
    [
        new("btc-bitcoin", "BTC", Price: "101"),
        new("jup-jupiter", "JUP", "Jupiter", "0.000887"),
    ];

    [Test, Promise(8), Promise(11)]
    public async Task Every_old_asset_id_answers_and_a_wrong_join_is_undone()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await MigrateAsync(database, "ReadMarketDataAsOf");
        await database.ExecuteAsync(Before());
        await MigrateAsync(database, null);
        await using var etl = EtlProcess.With(
            database,
            new ScriptedSource("coingecko"),
            new ScriptedSource("coinpaprika")
        );
        var migrated = (await FindAsync(etl, s_right), await FindAsync(etl, s_wrong));

        await etl.TransformAsync("coingecko", link: false);
        await etl.TransformAsync("coinpaprika", link: false);
        await etl.LinkAsync();

        Assert.That(
            migrated,
            Is.EqualTo(
                (
                    "coingecko:bitcoin coinpaprika:btc-bitcoin",
                    "coingecko:jupiter-exchange-solana coinpaprika:jup-jupiter"
                )
            )
        );
        Assert.That(await FindAsync(etl, s_right), Is.EqualTo("coingecko:bitcoin coinpaprika:btc-bitcoin"));
        Assert.That(await FindAsync(etl, s_wrong), Is.EqualTo("coingecko:jupiter-exchange-solana"));
        Assert.That(await PricesAsync(etl, s_right), Is.EqualTo("100 101"));
        Assert.That(await PricesAsync(etl, s_wrong), Is.EqualTo("0.7748"));
        var key = new MarketDataKey(s_right, "coinpaprika", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.That((await etl.SendAsync(new ExplainMarketData(key)))!.Stored.Row.PriceUsd.Digits, Is.EqualTo("101"));
        Assert.That(
            (await etl.TransformAsync("coingecko", part: new BronzePart.OfAsset(s_wrong))).Read,
            Is.EqualTo(1),
            "transform --asset"
        );
        Assert.That(await database.ScalarAsync<long>("SELECT count(*) FROM asset_market_data"), Is.EqualTo(4));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private static async Task<string> FindAsync(EtlProcess etl, Guid id)
    {
        var found = await etl.SendAsync(new GetAsset(id));
        return string.Join(' ', found!.Asset.Sources.Select(link => $"{link.Source}:{link.SourceAssetId}"));
    }

    private static async Task<string> PricesAsync(EtlProcess etl, Guid id)
    {
        var page = await etl.SendAsync(
            new GetMarketData(
                new MarketDataFilter { AssetIds = [id] },
                MarketDataOrder.NewestFirst,
                new PageRequest<MarketDataPosition>(10)
            )
        );
        return string.Join(' ', page.Rows.Items.Select(row => row.PriceUsd.Digits).Order(StringComparer.Ordinal));
    }

    private static string Before() =>
        string.Concat(s_coinGecko.Select((coin, at) => Row("coingecko", coin, at + 1, at == 0 ? s_right : s_wrong)))
        + string.Concat(
            s_coinPaprika.Select((coin, at) => Row("coinpaprika", coin, at + 1, at == 0 ? s_right : s_wrong))
        )
        + """
            INSERT INTO transformations (source, version, silver_rows, failure_rows, transformed_total, failed_total,
                transformed_at)
            VALUES ('coingecko', 'scripted/1', 2, 0, 2, 0, '2026-01-03'),
                   ('coinpaprika', 'scripted/1', 2, 0, 2, 0, '2026-01-03');
            INSERT INTO silver_commits (source, from_statement, to_statement, committed_at)
            VALUES ('coingecko', 0, 2, '2026-01-03'), ('coinpaprika', 0, 2, '2026-01-03');
            """;

    private static string Row(string source, Coin coin, int id, Guid asset) =>
        $"""
            INSERT INTO raw_{source} (source_id, payload, payload_hash, ingested_at, run_id)
            VALUES ('{coin.Id}', '{coin.Json()}', decode('{Hash(coin)}', 'hex'), '2026-01-02', gen_random_uuid());
            INSERT INTO assets VALUES ('{asset}', upper('{coin.Symbol}'), '{coin.Name}') ON CONFLICT DO NOTHING;
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            VALUES ('{source}', '{coin.Id}', '{asset}', 'symbol_and_name', '2026-01-03');
            INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd,
                created_at, raw_id, stated_at)
            VALUES ('{asset}', '{source}', '{coin.LastUpdated}', {coin.Price}, 100, 10, '2026-01-03', {id},
                '2026-01-02');

            """;

    private static string Hash(Coin coin) =>
        Convert.ToHexString(Domain.Bronze.PayloadHash.Of(System.Text.Encoding.UTF8.GetBytes(coin.Json())));

    private static async Task MigrateAsync(TestDatabase database, string? target)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var db = KasparroDatabase.ContextOn(connection);
        await db.Database.GetService<IMigrator>().MigrateAsync(target);
    }
}
