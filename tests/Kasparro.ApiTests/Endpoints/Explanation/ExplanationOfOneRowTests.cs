using System.Text.Json;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.ApiTests.Endpoints.Explanation;

/// <summary>Among many rows, runs and sources a row is explained by what belongs to it.</summary>
internal sealed class ExplanationOfOneRowTests : ApiFixture
{
    private readonly ScriptedSource _source = new("coingecko");
    private readonly ScriptedSource _other = new ScriptedSource("csv").WithVersion("files/3");

    [Test, Promise(18)]
    public async Task Each_row_has_its_own_name_version_page_and_failures_whatever_stands_next_to_it()
    {
        await RunAsync("1", "2");

        Assert.That(
            await ExplainedAsync("BTC", "coingecko"),
            Is.EqualTo("BTC Bitcoin 2 bitcoin scripted/1 page 2 at 2 of coingecko")
        );
        Assert.That(
            await ExplainedAsync("LTC", "coingecko"),
            Is.EqualTo("LTC Litecoin 2 litecoin scripted/1 page 3 at 2 of coingecko")
        );
        Assert.That(await ExplainedAsync("BTC", "csv"), Is.EqualTo("BTC Bitcoin 2 bitcoin files/3 page 1 at 2 of csv"));
    }

    [Test]
    public async Task A_row_whose_listing_is_gone_until_its_source_is_rebuilt_is_explained()
    {
        await RunAsync("1");
        var row = await RowAsync("BTC", "coingecko");
        await Database.ExecuteAsync("DELETE FROM asset_sources WHERE source = 'coingecko'");

        var explanation = await GetAsync(AddressOf(row));

        Assert.That(explanation.GetProperty("row").GetProperty("price_usd").GetRawText(), Is.EqualTo("1"));
        Assert.That(explanation.GetProperty("link").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test, Promise(18)]
    public async Task Nothing_is_shown_of_what_was_said_about_another_coin_or_time_or_by_another_source()
    {
        await using (var etl = EtlProcess.With(Database, _source, _other))
            foreach (var price in (string[])["1.99", "2"])
            {
                _source
                    .SendsNothing()
                    .Sends(
                        new Coin("ethereum", "eth", "Ethereum", price),
                        new Coin("bitcoin", Price: price, LastUpdated: "2025-12-31T00:00:00Z"),
                        new Coin("bitcoin", Price: price),
                        new Coin("litecoin", "ltc", "Litecoin", "0", Volume: price)
                    );
                _other.SendsNothing().Sends(new Coin("bitcoin", Price: price));
                await etl.RunAsync("coingecko");
                await etl.RunAsync("csv");
            }

        var row = await RowAsync("BTC", "coingecko");

        foreach (var address in new[] { AddressOf(row), RevisionsOf(row) })
            Assert.That(
                (await GetAsync(address))
                    .GetProperty("revisions")
                    .EnumerateArray()
                    .Select(revision => revision.GetProperty("price_usd").GetRawText()),
                Is.EqualTo(new[] { "2", "1.99" })
            );
        Assert.That((await GetAsync(AddressOf(row))).GetProperty("failures").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Of_an_asset_that_several_sources_list_the_listing_of_the_row_s_own_source_is_shown()
    {
        await RunAsync("1");
        var row = await RowAsync("BTC", "coingecko");
        await Database.ExecuteAsync(
            $"""
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            VALUES ('binance', 'BTCUSD', '{row.GetProperty("asset_id").GetString()}', 'person', now());
            WITH own AS (DELETE FROM asset_sources WHERE source_asset_id = 'bitcoin' RETURNING *)
            INSERT INTO asset_sources SELECT * FROM own
            """
        );

        var link = (await GetAsync(AddressOf(row))).GetProperty("link");

        Assert.That(link.GetProperty("source_asset_id").GetString(), Is.EqualTo("bitcoin"));
    }

    [Test]
    public async Task A_row_of_another_source_that_failed_under_the_same_number_is_not_shown()
    {
        await RunAsync("1");
        var row = await RowAsync("BTC", "coingecko");
        await Database.ExecuteAsync(
            """
            INSERT INTO transform_failures
                  (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            SELECT 'csv', 'raw_csv', raw_id, gen_random_uuid(), now(), 'missing_field', 'It is missing', '{}'
            FROM   asset_market_data
            WHERE  source = 'coingecko'
            """
        );

        Assert.That((await GetAsync(AddressOf(row))).GetProperty("failures").GetArrayLength(), Is.Zero);
    }

    private async Task RunAsync(params string[] prices)
    {
        await using var etl = EtlProcess.With(Database, _source, _other);
        foreach (var price in prices)
        {
            _source
                .SendsNothing()
                .Sends(new Coin("ethereum", "eth", "Ethereum", price))
                .Sends(new Coin("bitcoin", Price: price))
                .Sends(new Coin("litecoin", "ltc", "Litecoin", price));
            _other.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            await etl.RunAsync("coingecko");
            await etl.RunAsync("csv");
        }
    }

    private async Task<JsonElement> RowAsync(string symbol, string source) =>
        (await GetAsync($"/data?symbol={symbol}&source={source}&limit=1")).GetProperty("data")[0];

    private async Task<string> ExplainedAsync(string symbol, string source)
    {
        var of = await GetAsync(AddressOf(await RowAsync(symbol, source)));
        var row = of.GetProperty("row");
        return $"{row.GetProperty("symbol")} {row.GetProperty("name")} {row.GetProperty("price_usd")} "
            + $"{of.GetProperty("link").GetProperty("source_asset_id")} {of.GetProperty("transform_version")} "
            + $"page {of.GetProperty("raw").GetProperty("page")} at {of.GetProperty("revisions").GetArrayLength()} "
            + $"of {of.GetProperty("run").GetProperty("source")}";
    }

    private static string AddressOf(JsonElement row) =>
        $"/explain?asset_id={Text(row, "asset_id")}&source={Text(row, "source")}"
        + $"&last_updated={Text(row, "last_updated")}";

    private static string RevisionsOf(JsonElement row) =>
        $"/data/{Text(row, "asset_id")}/{Text(row, "source")}/{Text(row, "last_updated")}/revisions";

    private static string? Text(JsonElement row, string member) => row.GetProperty(member).GetString();
}
