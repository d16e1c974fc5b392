using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Assets;

internal sealed class AssetTests : ApiFixture
{
    [Test]
    public async Task An_asset_shows_its_id_at_each_source_and_how_it_was_linked()
    {
        var id = await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv");

        var asset = (await GetAsync($"/assets/{id}")).GetProperty("asset");

        Assert.Multiple(() =>
        {
            Assert.That(asset.GetProperty("symbol").GetString(), Is.EqualTo("BTC"));
            Assert.That(
                asset.GetProperty("sources").EnumerateArray().Select(link => link.GetProperty("source").GetString()),
                Is.EqualTo(["coingecko", "csv"])
            );
            Assert.That(
                asset.GetProperty("sources")[0].GetProperty("source_asset_id").GetString(),
                Is.EqualTo("bitcoin")
            );
            Assert.That(asset.GetProperty("sources")[0].GetProperty("linked_by").GetString(), Is.EqualTo("t1"));
        });
    }

    [Test]
    public async Task Filters_are_all_applied()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.MarketDataAsync("ETH", "Ethereum", "csv");
        await Given.MarketDataAsync("ETH", "Ethereal");

        Assert.Multiple(async () =>
        {
            Assert.That(Names(await GetAsync("/assets")), Is.EqualTo(["Bitcoin", "Ethereal", "Ethereum"]));
            Assert.That(Names(await GetAsync("/assets?symbol=eth")), Is.EqualTo(["Ethereal", "Ethereum"]));
            Assert.That(Names(await GetAsync("/assets?source=csv")), Is.EqualTo(["Ethereum"]));
            Assert.That(Names(await GetAsync("/assets?source=csv&symbol=btc")), Is.Empty);
        });
    }

    [Test]
    public async Task Following_the_cursor_gives_every_asset_once()
    {
        foreach (var name in new[] { "One", "Two", "Three", "Four, with a comma", "Fünf 五" })
            await Given.MarketDataAsync(name.Length > 5 ? "LONG" : "SHORT", name);
        var expected = Names(await GetAsync("/assets"));

        var seen = new List<string>();
        await foreach (var page in PagesAsync("/assets?limit=2"))
            seen.AddRange(Names(page));

        Assert.That(seen, Is.EqualTo(expected));
        Assert.That(seen, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task An_id_of_before_is_redirected_and_filters_take_it()
    {
        var id = await Given.MarketDataAsync("BTC", "Bitcoin");
        var old = Guid.CreateVersion7(ApiHost.Now);
        await Database.ExecuteAsync($"INSERT INTO asset_aliases VALUES ('{old}', 'coingecko', 'bitcoin')");

        using var client = Api.CreateClient(new() { AllowAutoRedirect = false });
        var response = await client.GetAsync($"/assets/{old}");

        Assert.That(((int)response.StatusCode, response.Headers.Location?.ToString()), Is.EqualTo((307, $"{id}")));
        Assert.That((await GetAsync($"/data?asset_id={old}")).GetProperty("data").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_asset_is_found_by_the_id_of_a_source()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv");
        await Given.MarketDataAsync("ETH", "Ethereum", "csv");

        Assert.Multiple(async () =>
        {
            Assert.That(Names(await GetAsync("/assets?source_asset_id=bitcoin")), Is.EqualTo(["Bitcoin"]));
            Assert.That(Names(await GetAsync("/assets?source_asset_id=ethereum&source=coingecko")), Is.Empty);
            Assert.That(await CountAsync("/data?source_asset_id=bitcoin"), Is.EqualTo(2));
            Assert.That(await CountAsync("/data?source_asset_id=bitcoin&source=csv"), Is.EqualTo(1));
            Assert.That(await CountAsync("/data?source_asset_id=unknown"), Is.Zero);
            Assert.That(await CountAsync("/data?source_asset_id=bitcoin&source_asset_id=ethereum"), Is.EqualTo(3));
        });

        async Task<int> CountAsync(string address) => (await GetAsync(address)).GetProperty("data").GetArrayLength();
    }

    [Test]
    public async Task A_search_finds_the_largest_first_and_says_what_matched()
    {
        await Given.MarketDataAsync("LUNA", "Terra", marketCap: "100");
        await Given.MarketDataAsync("LUNC", "Terra Luna Classic", marketCap: "900");
        await Given.MarketDataAsync("BTC", "Bitcoin", marketCap: "5000");
        await Database.ExecuteAsync(
            "INSERT INTO listing_labels VALUES ('coingecko', 'terra luna classic', 'luna', 'Terra', now(), now(), 1)"
        );
        await Given.TransformationAsync(transformedTotal: 101);

        var luna = await GetAsync("/assets?q=luna");

        Assert.Multiple(async () =>
        {
            Assert.That(Names(luna), Is.EqualTo(["Terra", "Terra Luna Classic"]));
            Assert.That(
                luna.GetProperty("assets").EnumerateArray().Select(asset => asset.GetProperty("matched").GetString()),
                Is.EqualTo(new string?[] { null, "luna" })
            );
            Assert.That(Names(await GetAsync("/assets?q=terra%20luna")), Is.EqualTo(["Terra Luna Classic"]));
            Assert.That(Names(await GetAsync("/assets?q=bitcoin")), Is.EqualTo(["Bitcoin"]));
            Assert.That(Names(await GetAsync("/assets?q=nothing")), Is.Empty);
            Assert.That(
                Names(await GetAsync("/assets?sort=-market_cap")),
                Is.EqualTo(["Bitcoin", "Terra Luna Classic", "Terra"])
            );
        });
    }

    [Test]
    public async Task Of_the_names_that_match_the_newest_is_shown()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Database.ExecuteAsync(
            """
            INSERT INTO listing_labels VALUES
                ('coingecko', 'bitcoin', 'OLD', 'Wrapped once', '2024-01-01Z', '2024-01-02Z', 1),
                ('coingecko', 'bitcoin', 'NEW', 'Wrapped again', '2024-01-03Z', '2024-01-04Z', 1),
                ('coingecko', 'bitcoin', 'MID', 'Wrapped twice', '2024-01-02Z', '2024-01-03Z', 1)
            """
        );
        await Given.TransformationAsync(transformedTotal: 103);

        Assert.That(
            (await GetAsync("/assets?q=wrapped")).GetProperty("assets")[0].GetProperty("matched").GetString(),
            Is.EqualTo("Wrapped again")
        );
    }

    [Test]
    public async Task A_new_commit_is_found_at_once()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.TransformationAsync();
        Assert.That(Names(await GetAsync("/assets?q=eth")), Is.Empty);
        await Given.MarketDataAsync("ETH", "Ethereum");
        await Database.ExecuteAsync(Rows.Commit(price: 3));

        Assert.That(Names(await GetAsync("/assets?q=eth")), Is.EqualTo(["Ethereum"]));
    }

    [Test]
    public async Task Following_the_cursor_of_a_search_gives_every_hit_once()
    {
        foreach (var number in Enumerable.Range(1, 5))
            await Given.MarketDataAsync("SAME", $"Coin {number}", marketCap: $"{number}");
        await Given.TransformationAsync(transformedTotal: 102);
        var seen = new List<string>();
        await foreach (var page in PagesAsync("/assets?q=coin&sort=-market_cap&limit=2"))
            seen.AddRange(Names(page));

        Assert.That(seen, Is.EqualTo(["Coin 5", "Coin 4", "Coin 3", "Coin 2", "Coin 1"]));
    }

    [Test]
    public async Task An_asset_shows_its_labels_and_the_decisions_with_their_evidence()
    {
        var id = await Given.MarketDataAsync("BTC", "Bitcoin");
        await Database.ExecuteAsync(
            "INSERT INTO identity_decisions (first_source, first_source_asset_id, second_source, "
                + "second_source_asset_id, action, rule, evidence, score, decided_at) VALUES ('coingecko', 'bitcoin', "
                + "'csv', 'BTC|Bitcoin', 'link', 'file_label', '{\"price_ratio\": 1.0001}', 0.8, now())"
        );

        var response = await GetAsync($"/assets/{id}");

        Assert.That(response.GetProperty("labels")[0].GetProperty("name").GetString(), Is.EqualTo("Bitcoin"));
        var decision = response.GetProperty("decisions")[0];
        Assert.That(decision.GetProperty("second").GetString(), Is.EqualTo("csv:BTC|Bitcoin"));
        Assert.That(decision.GetProperty("evidence").GetProperty("price_ratio").GetDouble(), Is.EqualTo(1.0001));
    }

    [Test]
    public async Task Labels_of_an_asset_are_listed_from_the_one_that_was_seen_last()
    {
        var id = await Given.MarketDataAsync("BTC", "Bitcoin");
        await Database.ExecuteAsync(
            """
            INSERT INTO listing_labels VALUES
                ('coingecko', 'bitcoin', 'BTC', 'First', '2024-01-01Z', '2024-01-02Z', 9),
                ('coingecko', 'bitcoin', 'BTC', 'Third', '2024-01-01Z', '2024-01-04Z', 7),
                ('coingecko', 'bitcoin', 'BTC', 'Second', '2024-01-03Z', '2024-01-04Z', 3)
            """
        );

        Assert.That(
            (await GetAsync($"/assets/{id}"))
                .GetProperty("labels")
                .EnumerateArray()
                .Select(label => label.GetProperty("name").GetString()),
            Is.EqualTo(["Bitcoin", "Third", "Second", "First"])
        );
    }

    [TestCase("/assets/btc", HttpStatusCode.BadRequest)]
    [TestCase("/assets/3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1", HttpStatusCode.NotFound)]
    [TestCase("/assets?name=x", HttpStatusCode.BadRequest)]
    public async Task What_does_not_exist_or_is_invalid_is_a_problem(string address, HttpStatusCode expected) =>
        await GetAsync(address, expected);

    private static List<string> Names(JsonElement page) =>
        [.. page.GetProperty("assets").EnumerateArray().Select(asset => asset.GetProperty("name").GetString()!)];
}
