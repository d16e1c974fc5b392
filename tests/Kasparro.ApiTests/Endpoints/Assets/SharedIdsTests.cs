using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Assets;

/// <summary>Two sources that give one id to two coins: an id means something only together with its source.</summary>
internal sealed class SharedIdsTests : ApiFixture
{
    private Guid _one;
    private Guid _two;

    [SetUp]
    public async Task WriteCoins()
    {
        _one = await Given.MarketDataAsync("ONE", "Shared", "coingecko");
        _two = await Given.MarketDataAsync("TWO", "Shared", "csv");
        await Given.TransformationAsync(transformedTotal: 204);
    }

    [Test]
    public async Task An_id_of_before_means_the_coin_of_its_own_source()
    {
        var old = Guid.CreateVersion7(ApiHost.Now);
        await Database.ExecuteAsync($"INSERT INTO asset_aliases VALUES ('{old}', 'coingecko', 'shared')");

        var found = await GetAsync($"/data?asset_id={old}");

        Assert.That(Ids(found), Is.EqualTo(new[] { _one }));
    }

    [Test]
    public async Task Of_several_ids_of_before_each_means_its_own_coin()
    {
        var other = await Given.MarketDataAsync("OTH", "Other", "coingecko");
        var old = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7(ApiHost.Now)).ToList();
        await Database.ExecuteAsync(
            $"""
            INSERT INTO asset_aliases VALUES
                ('{old[0]}', 'coingecko', 'other'), ('{old[1]}', 'csv', 'shared'), ('{old[2]}', 'coingecko', 'shared')
            """
        );

        var meant = new List<Guid>();
        foreach (var id in old)
            meant.AddRange(Ids(await GetAsync($"/data?asset_id={id}")));

        Assert.That(meant, Is.EqualTo(new[] { other, _two, _one }));
    }

    [Test]
    public async Task A_search_finds_a_coin_by_the_labels_of_its_own_source() =>
        Assert.That(Symbols(await GetAsync("/assets?q=two")), Is.EqualTo(["TWO"]));

    [TestCase("source_asset_id=shared", "ONE TWO")]
    [TestCase("source_asset_id=shared&source=coingecko", "ONE")]
    [TestCase("source_asset_id=shared&source=csv", "TWO")]
    [TestCase("source_asset_id=one&source=csv", "ONE")]
    [TestCase("source_asset_id=one&source=coingecko", "")]
    public async Task An_id_with_a_source_means_the_coin_of_that_source(string query, string symbols)
    {
        await Database.ExecuteAsync(
            "INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at) "
                + $"VALUES ('csv', 'one', '{_one}', 't1', now()); "
                + "UPDATE transformations SET transformed_total = transformed_total + 1"
        );

        foreach (var order in (string[])["", "&sort=-market_cap", "&q=shared"])
            Assert.That(
                string.Join(' ', Symbols(await GetAsync($"/assets?{query}{order}")).Order()),
                Is.EqualTo(symbols),
                order
            );
    }

    [Test]
    public async Task Labels_of_one_moment_are_in_the_order_of_their_sources()
    {
        await Database.ExecuteAsync(
            $"""
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at) VALUES
                ('csv', 'z', '{_one}', 't1', now());
            INSERT INTO listing_labels VALUES
                ('csv', 'z', 'one', 'One', '2024-01-01Z', '2099-01-01Z', 7),
                ('coingecko', 'shared', 'one', 'One', '2024-01-01Z', '2099-01-01Z', 7)
            """
        );

        var labels = (await GetAsync($"/assets/{_one}")).GetProperty("labels").EnumerateArray();

        Assert.That(
            labels.Select(label => label.GetProperty("source").GetString()).Take(2),
            Is.EqualTo(["coingecko", "csv"])
        );
    }

    [TestCase("/data", "data")]
    [TestCase("/prices", "prices")]
    public async Task An_asset_and_an_id_together_mean_what_is_both(string route, string list)
    {
        var both = await GetAsync($"{route}?asset_id={_one}&source_asset_id=shared");
        var neither = await GetAsync($"{route}?asset_id={_one}&source_asset_id=shared&source=csv");

        Assert.That(
            both.GetProperty(list).EnumerateArray().Select(row => row.GetProperty("asset_id").GetGuid()),
            Is.EqualTo(new[] { _one })
        );
        Assert.That(neither.GetProperty(list).GetArrayLength(), Is.Zero);
    }

    [TestCase("/data", "data")]
    [TestCase("/prices", "prices")]
    public async Task An_id_with_a_source_means_no_other_coin_that_has_prices_of_that_source(string route, string list)
    {
        await Database.ExecuteAsync(
            "INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at) "
                + $"VALUES ('coingecko', 'two', '{_two}', 't1', now())"
        );
        await Given.MarketDataAsync("TWO", "Shared", "coingecko");

        var found = await GetAsync($"{route}?source_asset_id=shared&source=coingecko");

        Assert.That(
            found.GetProperty(list).EnumerateArray().Select(row => row.GetProperty("asset_id").GetGuid()),
            Is.EqualTo(new[] { _one })
        );
    }

    private static IEnumerable<string?> Symbols(JsonElement page) =>
        page.GetProperty("assets").EnumerateArray().Select(asset => asset.GetProperty("symbol").GetString());

    private static IEnumerable<Guid> Ids(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("asset_id").GetGuid());
}
