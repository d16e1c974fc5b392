using Kasparro.Domain.Assets.Labels;

namespace Kasparro.UnitTests.Domain.Assets.Labels;

/// <summary>The words themselves: each was put on its list by coins that were linked wrongly, or not at all.</summary>
public sealed class LabelWordsTests
{
    [Test]
    public void Two_names_that_differ_by_a_generic_word_are_related(
        [Values(
            "app",
            "blockchain",
            "chain",
            "coin",
            "coins",
            "crypto",
            "cryptocurrency",
            "currency",
            "dao",
            "defi",
            "ecosystem",
            "exchange",
            "finance",
            "foundation",
            "governance",
            "hub",
            "inu",
            "labs",
            "native",
            "network",
            "new",
            "of",
            "official",
            "platform",
            "project",
            "protocol",
            "shares",
            "swap",
            "the",
            "token",
            "tokens",
            "utility"
        )]
            string word
    )
    {
        var (plain, longer) = (Label.Of("XYZ", "Acme", null), Label.Of("XYZ", $"Acme {word}", null));

        Assert.That(longer.RelatedNames, Does.Contain("acme"));
        Assert.That(longer.Guards, Is.EqualTo(plain.Guards));
        Assert.That(longer.SharesWord(Label.Of("XYZ", $"Other {word}", null)), Is.False);
    }

    [Test]
    public void A_unit_of_account_is_no_word_that_two_coins_share(
        [Values("digital", "dollar", "stable", "stablecoin", "usd")] string word
    ) =>
        Assert.That(Label.Of("XYZ", $"Acme {word}", null).SharesWord(Label.Of("XYZ", $"Other {word}", null)), Is.False);

    [TestCase("wrapped", "wrapped wrap")]
    [TestCase("bridged", "bridged bridge wormhole multichain anyswap axelar")]
    [TestCase("pegged", "peg pegged")]
    [TestCase("staked", "staked staking")]
    [TestCase("restaked", "restaked")]
    [TestCase("synthetic", "synth synthetic mirrored")]
    [TestCase("tokenized", "tokenised tokenized")]
    [TestCase("iou", "iou")]
    [TestCase("vault", "vault")]
    [TestCase("lp", "lp")]
    [TestCase("long", "long bull")]
    [TestCase("short", "short bear inverse")]
    [TestCase("leveraged", "leveraged")]
    [TestCase("2x", "2x")]
    [TestCase("3x", "3x")]
    [TestCase("5x", "5x")]
    [TestCase("old", "old legacy original")]
    [TestCase("classic", "classic")]
    [TestCase("v1", "v1 1.0")]
    [TestCase("v9", "v9 9.0 FinanceV9")]
    public void Words_that_mean_the_same_are_one_guard(string guard, string words) =>
        Assert.That(
            words.Split(' ').Select(word => Label.Of("XYZ", $"Acme {word}", null).Guards),
            Has.All.EqualTo(guard)
        );

    [TestCase("v0")]
    [TestCase("0.0")]
    [TestCase("2.5")]
    [TestCase("2")]
    [TestCase("v")]
    [TestCase("v10")]
    public void A_number_that_is_no_version_guards_nothing(string word) =>
        Assert.That(Label.Of("XYZ", $"Acme {word}", null).Guards, Is.Empty);

    [TestCase("share", "share")]
    [TestCase("ab", "ab")]
    [TestCase("x", "x-token", Description = "one letter is no name")]
    [TestCase("", "-token")]
    public void Token_at_the_end_of_a_word_is_cut_off(string start, string expected) =>
        Assert.That(
            LabelWords.WithoutToken($"{start}token"),
            Is.EqualTo(expected.Replace("-", "", StringComparison.Ordinal))
        );

    [Test]
    public void Coin_at_the_end_of_a_word_is_kept() =>
        Assert.That(LabelWords.WithoutToken("bitcoin"), Is.EqualTo("bitcoin"));
}
