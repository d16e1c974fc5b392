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

/// <summary>
/// A new version of a mapping gives listings other ids: what a person decided last about those of before is decided
/// about those of now, and nothing else is.
/// </summary>
public sealed class RenamedDecisionsTests : EtlFixture
{
    private readonly ScriptedSource _coinGecko = new("coingecko");
    private readonly ScriptedSource _coinPaprika = new("coinpaprika");
    private readonly ScriptedSource _csv = new("csv");
    private EtlProcess _etl = null!;

    [SetUp]
    public void Start() => _etl = EtlProcess.With(Database, _coinGecko, _coinPaprika, _csv);

    [TearDown]
    public Task EndAsync() => _etl.DisposeAsync().AsTask();

    [Test, Promise(11)]
    public async Task The_last_of_several_decisions_holds([Values] LinkAction last)
    {
        _coinGecko.Sends(new Coin("btc-usd"));
        _coinPaprika.Sends(new Coin("xbt", "xbt"));
        await RunAsync();
        foreach (var action in (LinkAction[])[Opposite(last), last])
            await DecideAsync("coingecko:btc-usd", "coinpaprika:xbt", action);

        await RenameAsync(_coinGecko, ("btc-usd", "btc"));

        Assert.That(await IsLinkedAsync("coingecko:btc", "coinpaprika:xbt"), Is.EqualTo(last == LinkAction.Link));
    }

    [Test, Promise(11)]
    public async Task The_last_of_the_decisions_about_two_listings_that_become_one_holds([Values] LinkAction last)
    {
        _coinGecko.Sends(new Coin("btc-usd"), new Coin("btc-eur", "eur", "Euro"));
        _coinPaprika.Sends(new Coin("xbt", "xbt"));
        await RunAsync();
        await DecideAsync("coingecko:btc-usd", "coinpaprika:xbt", Opposite(last));
        await DecideAsync("coingecko:btc-eur", "coinpaprika:xbt", last);

        await RenameAsync(_coinGecko, ("btc-usd", "btc"), ("btc-eur", "btc"));

        Assert.That(await IsLinkedAsync("coingecko:btc", "coinpaprika:xbt"), Is.EqualTo(last == LinkAction.Link));
    }

    [Test, Promise(11)]
    [TestCase("coingecko:btc", "coinpaprika:other")]
    [TestCase("coingecko:sol", "coinpaprika:xbt")]
    [TestCase("coingecko:btc", "csv:xbt")]
    public async Task A_decision_about_another_pair_stands_in_no_way(string first, string second)
    {
        _coinGecko.Sends(
            new Coin("btc-usd"),
            new Coin("btc", LastUpdated: "2026-01-02T00:00:00Z"),
            new Coin("sol", "sol", "Solana")
        );
        _coinPaprika.Sends(new Coin("xbt", "xbt"), new Coin("other", "oth", "Other"));
        _csv.Sends(new Coin("xbt", "csv", "From a file"));
        await RunAsync();
        await DecideAsync(first, second, LinkAction.Unlink);
        await DecideAsync("coingecko:btc-usd", "coinpaprika:xbt", LinkAction.Link);

        await RenameAsync(_coinGecko, ("btc-usd", "btc"));

        Assert.That(await IsLinkedAsync("coingecko:btc", "coinpaprika:xbt"), Is.True);
    }

    /// <summary>A rule had linked them before.</summary>
    [Test, Promise(11)]
    public async Task What_a_person_decided_about_the_listing_of_now_holds_whatever_a_rule_decided_about_it()
    {
        _coinGecko.Sends(new Coin("btc-usd", "bu", "Other"), new Coin("btc", LastUpdated: "2026-01-02T00:00:00Z"));
        _coinPaprika.Sends(new Coin("xbt", LastUpdated: "2026-01-02T00:00:00Z"));
        await RunAsync();
        Assert.That(await IsLinkedAsync("coingecko:btc", "coinpaprika:xbt"), Is.True);
        await DecideAsync("coingecko:btc", "coinpaprika:xbt", LinkAction.Unlink);
        await DecideAsync("coingecko:btc-usd", "coinpaprika:xbt", LinkAction.Link);

        await RenameAsync(_coinGecko, ("btc-usd", "btc"));

        Assert.That(await IsLinkedAsync("coingecko:btc", "coinpaprika:xbt"), Is.False);
    }

    [Test, Promise(11)]
    public async Task Nor_does_one_about_the_same_id_of_another_source()
    {
        _coinGecko.Sends(new Coin("xbt", "one", "One"));
        _coinPaprika.Sends(new Coin("xbt-usd", "two", "Two"));
        _csv.Sends(new Coin("file", "csv", "From a file"));
        await RunAsync();
        await DecideAsync("coingecko:xbt", "csv:file", LinkAction.Unlink);
        await DecideAsync("coinpaprika:xbt-usd", "csv:file", LinkAction.Link);

        await RenameAsync(_coinPaprika, ("xbt-usd", "xbt"));

        Assert.That(await IsLinkedAsync("coinpaprika:xbt", "csv:file"), Is.True);
    }

    [Test, Promise(11)]
    public async Task A_listing_of_another_source_with_the_same_id_is_not_renamed_with_it([Values] bool isFirst)
    {
        _coinGecko.Sends(new Coin("one"));
        _coinPaprika.Sends(new Coin("one", "xbt"));
        await RunAsync();
        await DecideAsync("coingecko:one", "coinpaprika:one", LinkAction.Link);

        await RenameAsync(isFirst ? _coinGecko : _coinPaprika, ("one", "two"));

        var (first, second) = isFirst ? ("two", "one") : ("one", "two");
        Assert.That(await IsLinkedAsync($"coingecko:{first}", $"coinpaprika:{second}"), Is.True);
    }

    private static LinkAction Opposite(LinkAction action) =>
        action == LinkAction.Link ? LinkAction.Unlink : LinkAction.Link;

    private static ListingId Listing(string text) => new(text.Split(':')[0], text.Split(':')[1]);

    private async Task RunAsync()
    {
        foreach (var source in (ScriptedSource[])[_coinGecko, _coinPaprika, _csv])
            await _etl.RunAsync(source.Description.Name);
    }

    private Task<LinkResult> DecideAsync(string first, string second, LinkAction action) =>
        _etl.SendAsync(
            new LinkAssets(new PersonalDecision(new ListingPair(Listing(first), Listing(second)), action, "a test"))
        );

    /// <summary>Transforms with the next version of a mapping, which reads other ids in what is stored.</summary>
    private async Task RenameAsync(ScriptedSource source, params (string Old, string New)[] ids)
    {
        source.WithVersion("scripted/2").Mapping = payload =>
        {
            var json = Encoding.UTF8.GetString(payload.Span);
            foreach (var (old, renamed) in ids)
                json = json.Replace($"\"id\":\"{old}\"", $"\"id\":\"{renamed}\"", StringComparison.Ordinal);
            return CoinGeckoMapping.Map(new StoredRecord(Encoding.UTF8.GetBytes(json)));
        };
        await _etl.TransformAsync(source.Description.Name);
    }

    private async Task<bool> IsLinkedAsync(string first, string second)
    {
        var found = await _etl.SendAsync(new GetAsset(AssetId.OfAnchor(Listing(first))));
        return found!.Asset.Sources.Any(link => $"{link.Source}:{link.SourceAssetId}" == second);
    }
}
