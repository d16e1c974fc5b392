using Kasparro.Domain.Assets;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.Assets;

public sealed class AssetIdentityTests
{
    /// <summary>
    /// Stored in every database: a change of how ids are made would break all of them. Worked out with Python's uuid.
    /// </summary>
    [Test, Promise(8)]
    public void The_id_of_an_asset_is_the_same_everywhere_and_for_ever()
    {
        var bitcoin = AssetIdentity.Shared("coingecko", "bitcoin", "btc", "Bitcoin");
        Assert.That(
            bitcoin,
            Is.EqualTo(new AssetIdentity(new Guid("dc867450-334d-5e89-940f-3a46d40c64a3"), "BTC", "Bitcoin"))
        );
    }

    [Test]
    public void Sources_that_agree_on_symbol_and_name_mean_one_asset() =>
        Assert.That(
            AssetIdentity.Shared("coinpaprika", "btc-bitcoin", "BTC", "Bitcoin"),
            Is.EqualTo(AssetIdentity.Shared("coingecko", "bitcoin", "btc", "Bitcoin"))
        );

    [TestCase("btc", "Bitcoin Cash")]
    [TestCase("bch", "Bitcoin")]
    [TestCase("btc", "bitcoin")]
    public void Another_symbol_or_name_means_another_asset(string symbol, string name) =>
        Assert.That(
            AssetIdentity.Shared("coingecko", "x", symbol, name).AssetId,
            Is.Not.EqualTo(AssetIdentity.Shared("coingecko", "bitcoin", "btc", "Bitcoin").AssetId)
        );

    [TestCase("btc", "BTC")]
    [TestCase("i", "I")]
    [TestCase("ş", "Ş")]
    [TestCase("$wif", "$WIF")]
    public void Symbols_are_upper_case(string symbol, string upper) =>
        Assert.That(AssetIdentity.Shared("s", "id", symbol, "Name").Symbol, Is.EqualTo(upper));

    [Test, Promise(11)]
    public void A_later_id_is_disambiguated_by_its_source_and_id()
    {
        var later = AssetIdentity
            .Shared("coingecko", "bitcoin-2", "btc", "Bitcoin")
            .Disambiguated("coingecko", "bitcoin-2");
        Assert.That(
            later,
            Is.EqualTo(
                new AssetIdentity(
                    new Guid("ccc19093-bac9-5395-87b5-01b192d4dd50"),
                    "BTC",
                    "Bitcoin [coingecko:bitcoin-2]"
                )
            )
        );
        Assert.That(later.IsDisambiguated, Is.True);
    }

    [Test, Promise(11)]
    public void A_name_that_looks_disambiguated_does_not_pass_for_the_asset_that_is()
    {
        var disambiguated = AssetIdentity
            .Shared("coingecko", "bitcoin-2", "btc", "Bitcoin")
            .Disambiguated("coingecko", "bitcoin-2");
        var forged = AssetIdentity.Shared("csv", "x", "btc", "Bitcoin [coingecko:bitcoin-2]");
        Assert.That(forged.AssetId, Is.Not.EqualTo(disambiguated.AssetId));
        Assert.That(forged.Name, Is.EqualTo("Bitcoin [coingecko:bitcoin-2] [csv:x]"));
    }

    [TestCase("Bitcoin")]
    [TestCase("Wrapped [old]")]
    [TestCase("A: the coin [v2]")]
    [TestCase("[a:b]")]
    [TestCase("Coin [a:b] two")]
    public void Ordinary_names_stay_as_they_are(string name)
    {
        var identity = AssetIdentity.Shared("s", "id", "X", name);
        Assert.That((identity.Name, identity.IsDisambiguated), Is.EqualTo((name, false)));
    }

    /// <summary>The separator of what the id is made from is a character that a source can send.</summary>
    [TestCase("A\u001fB", "C", "A", "B\u001fC", TestName = "A_separator_may_stand_in_a_symbol")]
    [TestCase("A\u001f", "\u001fC", "A", "\u001f\u001fC", TestName = "A_separator_may_start_a_name")]
    [TestCase("A\u001e", "C", "A\u001f", "C", TestName = "An_escape_is_no_separator")]
    [TestCase("A\u001e1", "C", "A\u001f", "C", TestName = "An_escaped_separator_may_stand_in_a_symbol")]
    [Promise(11)]
    public void Where_a_symbol_ends_and_a_name_begins_makes_another_asset(
        string symbol,
        string name,
        string otherSymbol,
        string otherName
    ) =>
        Assert.That(
            AssetIdentity.Shared("s", "1", symbol, name).AssetId,
            Is.Not.EqualTo(AssetIdentity.Shared("s", "2", otherSymbol, otherName).AssetId)
        );
}
