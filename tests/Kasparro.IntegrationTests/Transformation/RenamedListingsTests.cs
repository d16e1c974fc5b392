using System.Text;
using Kasparro.Application.Assets;
using Kasparro.Application.Identity;
using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>A new version of a mapping gives listings other ids: the asset ids of before go on to answer.</summary>
public sealed class RenamedListingsTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");

    [Test, Promise(8)]
    public async Task An_asset_id_of_before_means_the_coin_that_its_records_are_now()
    {
        await using var etl = EtlProcess.With(Database, _source);
        _source.Sends(new Coin("btc-usd"), new Coin("eth-usd", "eth", "Ethereum"), new Coin("sol", "sol", "Solana"));
        await etl.RunAsync("coingecko");

        await RenameAsync(etl, ("btc-usd", "btc"), ("eth-usd", "eth"));

        Assert.That(await ListingsOfAsync(etl, "btc-usd"), Is.EqualTo("coingecko:btc"));
        Assert.That(await ListingsOfAsync(etl, "btc"), Is.EqualTo("coingecko:btc"));
        Assert.That(await ListingsOfAsync(etl, "eth-usd"), Is.EqualTo("coingecko:eth"));
        Assert.That(await ListingsOfAsync(etl, "sol"), Is.EqualTo("coingecko:sol"));
    }

    [Test, Promise(8)]
    public async Task An_asset_id_goes_on_to_answer_after_the_second_change_and_after_the_way_back()
    {
        await using var etl = EtlProcess.With(Database, _source);
        _source.Sends(new Coin("first"));
        await etl.RunAsync("coingecko");

        await RenameAsync(etl, ("first", "second"));
        await RenameAsync(etl, ("first", "third"));
        var forward = (await ListingsOfAsync(etl, "first"), await ListingsOfAsync(etl, "second"));
        await RenameAsync(etl);
        var back = (await ListingsOfAsync(etl, "first"), await ListingsOfAsync(etl, "third"));

        Assert.That(forward, Is.EqualTo(("coingecko:third", "coingecko:third")));
        Assert.That(back, Is.EqualTo(("coingecko:first", "coingecko:first")));
    }

    [Test, Promise(8)]
    public async Task An_id_that_comes_back_among_others_means_its_own_listing_again()
    {
        await using var etl = EtlProcess.With(Database, _source);
        _source.Sends(new Coin("btc-usd"), new Coin("btc", LastUpdated: "2026-01-02T00:00:00Z"));
        await etl.RunAsync("coingecko");

        await RenameAsync(etl, ("btc-usd", "btc"));
        var joined = await ListingsOfAsync(etl, "btc-usd");
        await RenameAsync(etl);

        Assert.That(joined, Is.EqualTo("coingecko:btc"));
        Assert.That(await ListingsOfAsync(etl, "btc-usd"), Is.EqualTo("coingecko:btc-usd"));
        Assert.That(await ListingsOfAsync(etl, "btc"), Is.EqualTo("coingecko:btc"));
    }

    [Test, Promise(8)]
    public async Task The_coin_of_the_latest_price_answers_where_a_listing_becomes_several()
    {
        await using var etl = EtlProcess.With(Database, _source);
        _source.Sends(
            new Coin("pair", "one", LastUpdated: "2026-01-02T00:00:00Z"),
            new Coin("pair", "two", LastUpdated: "2026-01-03T00:00:00Z"),
            new Coin("pair", "one", LastUpdated: "2026-01-01T00:00:00Z")
        );
        await etl.RunAsync("coingecko");

        await RenameAsync(
            etl,
            ("""pair","symbol":"one""", """a","symbol":"one"""),
            ("""pair","symbol":"two""", """z","symbol":"two""")
        );

        Assert.That(await ListingsOfAsync(etl, "pair"), Is.EqualTo("coingecko:z"));
    }

    [Test, Promise(8)]
    public async Task A_price_that_another_listing_gives_for_its_instant_names_the_coin_all_the_same()
    {
        await using var etl = EtlProcess.With(Database, _source);
        _source.Sends(new Coin("btc-usd", Price: "1"), new Coin("btc", Price: "2"));
        await etl.RunAsync("coingecko");

        await RenameAsync(etl, ("btc-usd", "btc"));

        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(1));
        Assert.That(await ListingsOfAsync(etl, "btc-usd"), Is.EqualTo("coingecko:btc"));
    }

    [Test, Promise(8)]
    public async Task A_listing_of_another_source_with_the_same_id_keeps_its_asset_ids()
    {
        var other = new ScriptedSource("coinpaprika").Sends(new Coin("one", "two", "Two", "7"));
        await using var etl = EtlProcess.With(Database, _source.Sends(new Coin("one")), other);
        await etl.RunAsync("coinpaprika");
        await etl.RunAsync("coingecko");

        await RenameAsync(etl, ("one", "renamed"));

        Assert.That(await ListingsOfAsync(etl, "one", "coinpaprika"), Is.EqualTo("coinpaprika:one"));
        Assert.That(await ListingsOfAsync(etl, "one"), Is.EqualTo("coingecko:renamed"));
    }

    [Test, Promise(11)]
    public async Task What_a_person_decided_holds_for_the_listing_that_the_records_are_now([Values] LinkAction action)
    {
        var other = new ScriptedSource("coinpaprika").Sends(
            new Coin("xbt-bitcoin", LinksByRule(action) ? "btc" : "xbt")
        );
        await using var etl = EtlProcess.With(Database, _source.Sends(new Coin("btc-usd")), other);
        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");
        var pair = new ListingPair(new("coingecko", "btc-usd"), new("coinpaprika", "xbt-bitcoin"));
        await etl.SendAsync(new LinkAssets(new PersonalDecision(pair, action, "a test")));
        var expected = action == LinkAction.Link ? 1 : 2;
        Assert.That(await CountAsync("assets"), Is.EqualTo(expected));

        await RenameAsync(etl, ("btc-usd", "btc"));
        await RenameAsync(etl, ("btc-usd", "btc"));
        await etl.LinkAsync();

        Assert.That(await CountAsync("assets"), Is.EqualTo(expected));
        Assert.That(await CountAsync("identity_decisions WHERE rule = 'person'"), Is.EqualTo(2));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);

        static bool LinksByRule(LinkAction action) => action == LinkAction.Unlink;
    }

    [Test, Promise(11)]
    public async Task What_a_person_decided_about_the_listing_of_now_is_not_overruled_by_the_one_of_before()
    {
        var other = new ScriptedSource("coinpaprika").Sends(new Coin("xbt-bitcoin", "xbt"));
        _source.Sends(new Coin("btc-usd"), new Coin("btc", LastUpdated: "2026-01-02T00:00:00Z"));
        await using var etl = EtlProcess.With(Database, _source, other);
        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");
        foreach (var (id, action) in ((string, LinkAction)[])[("btc", LinkAction.Unlink), ("btc-usd", LinkAction.Link)])
        {
            var pair = new ListingPair(new("coingecko", id), new("coinpaprika", "xbt-bitcoin"));
            await etl.SendAsync(new LinkAssets(new PersonalDecision(pair, action, "a test")));
        }

        await RenameAsync(etl, ("btc-usd", "btc"));
        await etl.LinkAsync();

        Assert.That(await ListingsOfAsync(etl, "btc"), Is.EqualTo("coingecko:btc"));
        Assert.That(await CountAsync("identity_decisions WHERE rule = 'person'"), Is.EqualTo(2));
    }

    /// <summary>Transforms with the next version of a mapping, which reads other ids in what is stored.</summary>
    private async Task RenameAsync(EtlProcess etl, params (string Old, string New)[] ids)
    {
        _source.WithVersion($"{_source.Description.TransformVersion}+").Mapping = payload =>
        {
            var json = Encoding.UTF8.GetString(payload.Span);
            foreach (var (old, renamed) in ids)
                json = json.Replace($"\"id\":\"{old}\"", $"\"id\":\"{renamed}\"", StringComparison.Ordinal);
            return CoinGeckoMapping.Map(new StoredRecord(Encoding.UTF8.GetBytes(json)));
        };
        await etl.TransformAsync("coingecko");
    }

    /// <summary>What the asset id that was made from a listing means now; null where it means nothing.</summary>
    private static async Task<string?> ListingsOfAsync(EtlProcess etl, string id, string source = "coingecko")
    {
        var found = await etl.SendAsync(new GetAsset(AssetId.OfAnchor(new ListingId(source, id))));
        return found is null
            ? null
            : string.Join(' ', found.Asset.Sources.Select(link => $"{link.Source}:{link.SourceAssetId}"));
    }
}
