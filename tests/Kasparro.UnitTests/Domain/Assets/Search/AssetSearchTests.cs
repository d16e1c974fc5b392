using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Search;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Search;

public sealed class AssetSearchTests
{
    private static readonly SearchableAsset[] s_assets =
    [
        Asset("bitcoin", "BTC", "Bitcoin", "1e12"),
        Asset("bitcoin-cash", "BCH", "Bitcoin Cash", "1e10", new FormerLabel("BCC", "Bitcoin Cash")),
        Asset("terra-luna", "LUNC", "Terra Luna Classic", "5e8", new FormerLabel("LUNA", "Terra")),
        Asset("terra-luna-2", "LUNA", "Terra", "3e8"),
        Asset("luna-inu", "LUNA", "Luna Inu", null),
        Asset("wrapped-bitcoin", "WBTC", "Wrapped Bitcoin", "9e9"),
        Asset("havven", "SNX", "Synthetix", "1e8"),
    ];

    [TestCase("luna", "terra-luna-2 luna-inu terra-luna", Description = "the exact symbol of the largest first")]
    [TestCase("btc%20", "", Description = "not decoded here")]
    [TestCase(" btc\u00A0", "bitcoin")]
    [TestCase("$BTC", "bitcoin")]
    [TestCase("bitcoin", "bitcoin bitcoin-cash wrapped-bitcoin")]
    [TestCase("terra-luna", "terra-luna", Description = "an id")]
    [TestCase("havven", "havven", Description = "an id that no label shows")]
    [TestCase("Havven", "", Description = "ids are exact")]
    [TestCase("terra luna", "terra-luna", Description = "the start of a name")]
    [TestCase("cash", "bitcoin-cash", Description = "a part of a name")]
    [TestCase("bcc", "bitcoin-cash")]
    [TestCase("terra", "terra-luna-2 terra-luna")]
    [TestCase(" ", "")]
    public void Hits_are_ranked_by_what_matched_and_then_by_size(string query, string ids) =>
        Assert.That(
            string.Join(' ', AssetSearch.Rank(query, s_assets).Select(hit => hit.Asset.Listings[0].SourceAssetId)),
            Is.EqualTo(ids)
        );

    [Test]
    public void A_hit_says_which_former_label_matched()
    {
        var hit = AssetSearch.Rank("bcc", s_assets).Single();
        Assert.That((hit.Kind, hit.Matched), Is.EqualTo((MatchKind.FormerSymbol, "BCC")));
    }

    private static SearchableAsset Asset(
        string id,
        string symbol,
        string name,
        string? marketCap,
        params FormerLabel[] former
    ) =>
        new(
            AssetId.OfAnchor(new ListingId("coingecko", id)),
            symbol,
            name,
            former,
            [new ListingId("coingecko", id)],
            marketCap is null ? null : Price(marketCap)
        );
}
