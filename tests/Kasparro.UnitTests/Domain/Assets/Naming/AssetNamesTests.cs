using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Labels;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Naming;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Naming;

public sealed class AssetNamesTests
{
    [Test]
    public void The_larger_coin_has_the_plain_name() =>
        Assert.That(
            Names(Assign([Claim("jupiter", "1e6"), Claim("jupiter-exchange-solana", "1e9")], [])),
            Is.EqualTo(new[] { "jupiter-exchange-solana: JUP / Jupiter", "jupiter: JUP / Jupiter [coingecko:jupiter]" })
        );

    [Test]
    public void Of_equal_or_unknown_size_the_oldest_has_it() =>
        Assert.That(
            Names(Assign([Claim("a", null, age: 1), Claim("b", null, age: 2), Claim("c", "0", age: 1)], [])),
            Does.Contain("b: JUP / Jupiter")
        );

    [Test]
    public void A_coin_that_is_alone_is_not_disambiguated_and_no_one_holds_its_name()
    {
        var named = Assign([Claim("a", null)], []);

        Assert.That(Names(named), Is.EqualTo(new[] { "a: JUP / Jupiter" }));
        Assert.That(named.PlainNames, Is.Empty);
    }

    [Test]
    public void The_name_moves_after_three_runs_of_a_clearly_larger_coin()
    {
        Assert.That(Holders("10 1", "1 2", "1 2", "1 2", "1 2"), Is.EqualTo("a a a b b"));
    }

    [TestCase("10 1", "1 2", "1 2", "1 1.4", "1 2", "1 2", Description = "the count starts again")]
    [TestCase("10 1", "1 1.5", "1 1.5", "1 1.5", "1 1.5", "1 1.5", Description = "not by the factor")]
    [TestCase("20 1", "10 14", "10 14", "10 14", "10 14", Description = "not by the factor, of coins of any size")]
    [TestCase("1 2", "2 1", "1 2", "2 1", "1 2", "2 1", Description = "back and forth: never flaps")]
    public void Anything_less_moves_nothing(params string[] runs) =>
        Assert.That(Holders(runs).Split(' ').Distinct().Count(), Is.EqualTo(1));

    [Test]
    public void Each_challenger_is_counted_for_itself() =>
        Assert.That(
            Holders("9 1 1", "1 9 2", "1 2 9", "1 9 2", "1 2 9", "1 2 9", "1 2 9", "1 9 2"),
            Is.EqualTo("a a a a a a c c")
        );

    [Test]
    public void A_name_whose_holder_is_gone_moves_at_once()
    {
        var first = Assign([Claim("a", "10"), Claim("b", "2"), Claim("c", "1")], []);
        Assert.That(
            Names(Assign([Claim("b", "2"), Claim("c", "1")], first.PlainNames)),
            Does.Contain("b: JUP / Jupiter")
        );
    }

    [Test]
    public void A_run_without_newer_prices_does_not_count()
    {
        var names = Assign([Claim("a", "10"), Claim("b", "1")], []);
        for (var again = 0; again < 5; again++)
            names = Assign([Claim("a", "1"), Claim("b", "10")], names.PlainNames, run: 1);

        Assert.That(Names(names), Does.Contain("a: JUP / Jupiter"));
    }

    [TestCase("AI⁴", "AI⁴", Description = "as it was written")]
    [TestCase(" Safe\u200b ", "Safe")]
    [TestCase("\u3000", "\u3000", Description = "nothing visible")]
    public void A_name_is_shown_as_it_was_written_without_what_one_does_not_see(string written, string shown) =>
        Assert.That(Assign([Claim("a", null) with { Name = written }], []).Assets.Single().Name, Is.EqualTo(shown));

    [Test]
    public void Names_that_look_alike_are_disambiguated() =>
        Assert.That(
            Assign([Claim("a", "2") with { Name = "AI4" }, Claim("b", "1") with { Name = "AI⁴" }], [])
                .Assets.Select(asset => asset.Name),
            Is.EqualTo(new[] { "AI4", "AI⁴ [coingecko:b]" })
        );

    /// <summary>A source could send the very name that another asset gets here.</summary>
    [Test]
    public void No_two_names_are_ever_equal_even_where_a_source_imitates_them()
    {
        var forged = Claim("x", "5") with { Name = "Jupiter [coingecko:jupiter]" };
        var named = Assign([Claim("jupiter", "1"), Claim("big", "9"), forged], []);
        Assert.That(named.Assets.Select(asset => (asset.Symbol, asset.Name)), Is.Unique);
    }

    [TestCase(" jup", "Jupiter", "JUP", "Jupiter", "Jupiter [csv:1]")]
    [TestCase("jup", "Jupiter [kraken:JUP]", "JUP", null, "Jupiter [kraken:JUP] [csv:1]", Description = "an imitation")]
    [TestCase("jup", "Jupiter [old]", "JUP", "Jupiter [old]", "Jupiter [old] [csv:1]")]
    [TestCase("jup", "Jupiter: new", "JUP", "Jupiter: new", "Jupiter: new [csv:1]")]
    [TestCase("jup", "a:b [c]", "JUP", "a:b [c]", "a:b [c] [csv:1]", Description = "the colon is not within")]
    [TestCase("jup", "[a:b]", "JUP", "[a:b]", "[a:b] [csv:1]")]
    public void Until_names_are_assigned_a_listing_has_its_label_where_that_imitates_none(
        string symbol,
        string name,
        string shownSymbol,
        string? plain,
        string disambiguated
    ) =>
        Assert.That(
            AssetNames.Provisional(new ListingId("csv", "1"), symbol, name),
            Is.EqualTo(new ProvisionalName(shownSymbol, plain, disambiguated))
        );

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void A_name_that_its_plain_form_makes_far_longer_is_compared_as_it_was_written(int length, bool isOne)
    {
        // Each of the first three characters stands for eighteen.
        var written = new string('\uFDFA', 3) + new string('a', length - (3 * 18));
        var plain = LabelNormaliser.Visible(written);

        Assert.That(plain, Has.Length.EqualTo(length));
        Assert.That(
            Assign([Claim("a", "2") with { Name = plain }, Claim("b", "1") with { Name = written }], [])
                .Assets.Count(asset => asset.IsDisambiguated),
            Is.EqualTo(isOne ? 1 : 0)
        );
    }

    [Test]
    public void A_long_name_may_become_twice_as_long_where_it_is_compared() =>
        Assert.That(
            Assign(
                [
                    Claim("a", "2") with
                    {
                        Name = string.Concat(Enumerable.Repeat("fi", 40)),
                    },
                    Claim("b", "1") with
                    {
                        Name = new string('\uFB01', 40),
                    },
                ],
                []
            )
                .Assets.Count(asset => asset.IsDisambiguated),
            Is.EqualTo(1)
        );

    private static string Holders(params string[] runs)
    {
        var (holders, before) = (new List<string>(), new NamedAssets([], []));
        for (var run = 0; run < runs.Length; run++)
        {
            var caps = runs[run].Split(' ');
            before = Assign([.. caps.Zip("abc", (cap, id) => Claim($"{id}", cap))], before.PlainNames, run);
            holders.Add(Names(before).Single(name => !name.Contains('[', StringComparison.Ordinal))[..1]);
        }

        return string.Join(' ', holders);
    }

    private static NamedAssets Assign(NameClaim[] claims, IReadOnlyList<PlainName> before, int run = 0)
    {
        var named = AssetNames.Assign(Cut(claims, run), before);
        Assert.That(
            AssetNames.Assign(Cut([.. claims.Reverse()], run), before).Assets,
            Is.EqualTo(named.Assets),
            "in any order"
        );
        return named;
    }

    private static NamingCut Cut(NameClaim[] claims, int run) =>
        new(claims, claims.ToDictionary(claim => claim.Anchor, claim => claim.Anchor), Now.AddHours(run));

    private static List<string> Names(NamedAssets named) =>
        [
            .. named
                .Assets.Select(asset => $"{s_ids[asset.AssetId]}: {asset.Symbol} / {asset.Name}")
                .Order(StringComparer.Ordinal),
        ];

    private static NameClaim Claim(string id, string? marketCap, int age = 0)
    {
        var anchor = new ListingId("coingecko", id);
        s_ids[AssetId.OfAnchor(anchor)] = id;
        return new NameClaim(
            AssetId.OfAnchor(anchor),
            anchor,
            "jup",
            "Jupiter",
            marketCap is null ? null : Price(marketCap),
            Now.AddDays(-age)
        );
    }

    private static readonly Dictionary<Guid, string> s_ids = [];
}
