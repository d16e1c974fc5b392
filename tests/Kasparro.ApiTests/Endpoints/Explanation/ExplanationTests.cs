using System.Net;
using System.Text.Json;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.ApiTests.Endpoints.Explanation;

internal sealed class ExplanationTests : ApiFixture
{
    private const string At = "2026-01-01T00:00:00Z";

    private readonly ScriptedSource _source = new("coingecko");

    [Test, Promise(18)]
    public async Task A_number_is_explained_down_to_the_characters_that_the_source_sent()
    {
        var coin = new Coin("bitcoin", Price: "97245.120");
        _source.SendsNothing().Sends(new Coin("ethereum", "eth", "Ethereum", LastUpdated: "2025-01-01T00:00:00Z"));
        var row = await RunAsync(coin, isFirstPage: false);

        var explanation = await GetAsync(AddressOf(row));

        var price = explanation
            .GetProperty("fields")
            .EnumerateArray()
            .Single(field => field.GetProperty("member").GetString() == "price_usd");
        Assert.That(
            (price.GetProperty("path").GetString(), price.GetProperty("text").GetString()),
            Is.EqualTo(("current_price", "97245.120"))
        );
        Assert.That(explanation.GetProperty("row").GetProperty("price_usd").GetRawText(), Is.EqualTo("97245.120"));
        Assert.That(explanation.GetProperty("raw").GetProperty("payload").GetRawText(), Is.EqualTo(coin.Json()));
        Assert.That(explanation.GetProperty("raw").GetProperty("payload_hash").GetString(), Has.Length.EqualTo(64));
        Assert.That(explanation.GetProperty("raw").GetProperty("page").GetInt32(), Is.EqualTo(2));
        Assert.That(explanation.GetProperty("run").GetProperty("status").GetString(), Is.EqualTo("success"));
        Assert.That(explanation.GetProperty("transform_version").GetString(), Is.EqualTo("scripted/1"));
        Assert.That(explanation.GetProperty("link").GetProperty("source_asset_id").GetString(), Is.EqualTo("bitcoin"));
    }

    [Test, Promise(17), Promise(18)]
    public async Task A_value_that_returned_shows_when_it_was_said_again_and_what_it_was_before()
    {
        foreach (var price in (string[])["100", "101"])
            await RunAsync(new Coin("bitcoin", Price: price));
        var row = await RunAsync(new Coin("bitcoin", Price: "100"));

        var explanation = await GetAsync(AddressOf(row));
        var revisions = (await GetAsync(RevisionsOf(row))).GetProperty("revisions");

        Assert.That(explanation.GetProperty("sightings").GetArrayLength(), Is.EqualTo(1));
        Assert.That(explanation.GetProperty("revisions").GetRawText(), Is.EqualTo(revisions.GetRawText()));
        Assert.That(
            revisions.EnumerateArray().Select(revision => revision.GetProperty("price_usd").GetRawText()),
            Is.EqualTo(new[] { "100", "101", "100" })
        );
        Assert.That(
            revisions.EnumerateArray().Select(revision => revision.GetProperty("replaced_at").GetString()),
            Is.EqualTo(new string?[] { null, StatedAt(0), StatedAt(1) }),
            "each is replaced when the next one is stated"
        );

        string? StatedAt(int revision) => revisions[revision].GetProperty("stated_at").GetString();
    }

    [Test, Promise(18)]
    public async Task What_a_source_left_out_is_left_out_of_the_explanation_and_of_the_revisions()
    {
        await RunAsync(new Coin("bitcoin", Price: "100", MarketCap: "null"));
        var row = await RunAsync(new Coin("bitcoin", Price: "101", Volume: "null"));

        var explanation = await GetAsync(AddressOf(row));
        var revisions = (await GetAsync(RevisionsOf(row))).GetProperty("revisions").EnumerateArray().ToList();

        Assert.That(explanation.GetProperty("row").GetProperty("volume_24h_usd").GetRawText(), Is.EqualTo("null"));
        Assert.That(
            revisions.Select(revision =>
                revision.GetProperty("market_cap_usd").GetRawText()
                + " "
                + revision.GetProperty("volume_24h_usd").GetRawText()
            ),
            Is.EqualTo(["100 null", "null 10"])
        );
    }

    [Test]
    public async Task A_row_is_explained_before_the_source_is_transformed_again_from_the_beginning()
    {
        var row = await RunAsync(new Coin("bitcoin"));
        await Database.ExecuteAsync("DELETE FROM transformations");

        var explanation = await GetAsync(AddressOf(row));

        Assert.That(explanation.GetProperty("transform_version").GetRawText(), Is.EqualTo("null"));
    }

    [Test, Promise(18)]
    public async Task A_value_that_returned_twice_shows_both_times_the_oldest_first_and_none_of_another_value()
    {
        JsonElement row = default;
        foreach (var price in (string[])["100", "101", "100", "101", "100"])
            row = await RunAsync(new Coin("bitcoin", Price: price));

        var sightings = (await GetAsync(AddressOf(row))).GetProperty("sightings").EnumerateArray().ToList();

        Assert.That(
            sightings.Select(sighting => sighting.GetProperty("statement_id").GetInt64()),
            Is.EqualTo(new[] { 3, 5 })
        );
    }

    [Test]
    public async Task An_id_of_before_means_the_asset_of_today()
    {
        await RunAsync(new Coin("bitcoin", Price: "100"));
        var row = await RunAsync(new Coin("bitcoin", Price: "101"));
        var old = Guid.CreateVersion7(ApiHost.Now);
        await Database.ExecuteAsync($"INSERT INTO asset_aliases VALUES ('{old}', 'coingecko', 'bitcoin')");

        var (explained, revisions) = (AddressOf(row), RevisionsOf(row));
        foreach (var address in new[] { explained, revisions })
        {
            var today = (await GetAsync(address)).GetProperty("revisions").GetRawText();
            var before = await GetAsync(address.Replace(row.GetProperty("asset_id").GetString()!, $"{old}"));

            Assert.That(before.GetProperty("revisions").GetRawText(), Is.EqualTo(today));
            Assert.That(before.GetProperty("revisions").GetArrayLength(), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Rows_of_the_same_id_that_failed_are_shown()
    {
        await RunAsync(new Coin("bitcoin", Price: "null", LastUpdated: "2026-01-02T00:00:00Z"));
        var row = await RunAsync(new Coin("bitcoin"));

        var failures = (await GetAsync(AddressOf(row))).GetProperty("failures");

        Assert.That(failures[0].GetProperty("error_message").GetString(), Does.Contain("current_price"));
    }

    [Test]
    public async Task Of_the_rows_that_failed_the_newest_come_first()
    {
        foreach (var price in (string[])["null", "0", "-1"])
            await RunAsync(new Coin("bitcoin", Price: price));
        var row = await RunAsync(new Coin("bitcoin"));

        Assert.That(
            (await GetAsync(AddressOf(row)))
                .GetProperty("failures")
                .EnumerateArray()
                .Select(failure => failure.GetProperty("error_message").GetString()),
            Is.EqualTo(
                new[]
                {
                    "current_price is -1; it must be greater than 0",
                    "current_price is 0; it must be greater than 0",
                    "current_price is null",
                }
            )
        );
    }

    [Test]
    public async Task Of_more_than_a_thousand_rows_of_the_same_id_the_newest_that_failed_are_shown()
    {
        _source
            .SendsNothing()
            .Sends([.. Enumerable.Range(1, 1_001).Select(at => new Coin("bitcoin", Price: "null", Volume: $"{at}"))]);
        var row = await RunAsync(new Coin("bitcoin", LastUpdated: At), isFirstPage: false);

        var failures = (await GetAsync(AddressOf(row))).GetProperty("failures");

        Assert.That((failures.GetArrayLength(), failures[0].GetProperty("raw_id").GetInt64()), Is.EqualTo((20, 1_001)));
    }

    [Test]
    public async Task Where_it_is_not_known_when_a_value_was_said_the_time_it_was_written_is_shown()
    {
        var row = await RunAsync(new Coin("bitcoin"));
        await Database.ExecuteAsync(
            "UPDATE asset_market_data SET stated_at = NULL, created_at = '2026-01-05T00:00:00Z'"
        );

        Assert.That(
            (await GetAsync(RevisionsOf(row))).GetProperty("revisions")[0].GetProperty("stated_at").GetString(),
            Is.EqualTo("2026-01-05T00:00:00Z")
        );
    }

    [TestCase("/explain?asset_id=3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1&source=csv&last_updated=2026-01-01T00:00:00Z")]
    [TestCase("/data/3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1/csv/2026-01-01T00:00:00Z/revisions")]
    public async Task What_is_not_there_is_not_found(string address) =>
        Assert.That(
            (await GetAsync(address, HttpStatusCode.NotFound)).GetProperty("detail").GetString(),
            Does.StartWith("There is no market data of asset 3f0c1f6e")
        );

    [TestCase("/explain", "must be given")]
    [TestCase("/explain?asset_id=x&source=csv&last_updated=2026-01-01T00:00:00Z", "must be a UUID")]
    [TestCase("/data/x/csv/2026-01-01T00:00:00Z/revisions", "must be a UUID")]
    [TestCase("/data/3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1/csv/then/revisions", "must be an RFC 3339 time")]
    public async Task What_is_off_is_named(string address, string problem) =>
        Assert.That(
            (await GetAsync(address, HttpStatusCode.BadRequest)).GetProperty("errors").GetRawText(),
            Does.Contain(problem)
        );

    private static string AddressOf(JsonElement row) =>
        $"/explain?asset_id={row.GetProperty("asset_id").GetString()}&source=coingecko&last_updated={At}";

    private static string RevisionsOf(JsonElement row) =>
        $"/data/{row.GetProperty("asset_id").GetString()}/coingecko/{At}/revisions";

    private async Task<JsonElement> RunAsync(Coin coin, bool isFirstPage = true)
    {
        var source = isFirstPage ? _source.SendsNothing() : _source;
        await using var etl = EtlProcess.With(Database, source.Sends(coin));
        await etl.RunAsync("coingecko");
        var data = (await GetAsync("/data")).GetProperty("data");
        return data.GetArrayLength() > 0 ? data[0] : default;
    }
}
