using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Testing;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>
/// What holds for every catalogue. Labels and prices come from so few values that nearly everything collides with
/// something.
/// </summary>
public sealed class IdentityPropertiesTests
{
    private static readonly string[] s_sources = ["coingecko", "coinpaprika", "kraken", "csv"];
    private static readonly string[] s_symbols = ["btc", " BTC", "$btc", "WBTC", "usdx"];
    private static readonly string[] s_names =
    [
        "Bitcoin",
        "bitcoin ",
        "Bitcoin Token",
        "Wrapped Bitcoin",
        "Bitcoin v2",
        "Bitcoin Network",
        "USDX",
        "???",
    ];
    private static readonly string[] s_prices = ["1", "1.05", "1.5", "60000", "61000", "130000"];

    /// <summary>More catalogues than an ordinary run has time for: KASPARRO_TEST_CATALOGUES=1000000.</summary>
    private static int Catalogues =>
        int.TryParse(
            Environment.GetEnvironmentVariable("KASPARRO_TEST_CATALOGUES"),
            CultureInfo.InvariantCulture,
            out var catalogues
        )
            ? catalogues
            : 10_000;

    [Test, Promise(11)]
    public void Two_listings_of_one_source_never_share_an_asset_and_pairs_kept_apart_never_meet() =>
        Check(
            Catalogues,
            world =>
            {
                var assets = IdentityRules.Decide(world.Cut, world.Curated, world.Standing).Assets;
                var never = world.Curated.NeverLink.Select(entry => entry.Pair);
                var isByRulesAlone = world.Standing.All(decision => decision.Rule != IdentityRule.Person);
                return assets.All.All(asset =>
                        asset.Select(listing => listing.Source).Distinct().Count() == asset.Count
                    ) && never.All(pair => !isByRulesAlone || !assets.Of(pair.First).Contains(pair.Second));
            }
        );

    [Test, Promise(8)]
    public void The_order_of_listings_lists_and_decisions_changes_nothing() =>
        Check(
            Catalogues / 5,
            world =>
            {
                var outcome = IdentityRules.Decide(world.Cut, world.Curated, world.Standing);
                var other = IdentityRules.Decide(
                    Cut(Shuffled(world.Cut.Listings, world.Seed)),
                    new CuratedPairs(
                        Shuffled(world.Curated.MustLink, world.Seed),
                        Shuffled(world.Curated.NeverLink, world.Seed)
                    ),
                    Shuffled(world.Standing, world.Seed)
                );
                return outcome.Decisions.SequenceEqual(other.Decisions) && AreEqual(outcome.Assets, other.Assets);
            }
        );

    [Test, Promise(8)]
    public void Deciding_again_decides_nothing_and_a_replay_gives_the_same_assets() =>
        Check(
            Catalogues / 5,
            world =>
            {
                var outcome = IdentityRules.Decide(world.Cut, world.Curated, world.Standing);
                var stored = Stored(world.Standing, outcome.Decisions);
                return IdentityRules.Decide(world.Cut, world.Curated, stored).Decisions.Count == 0
                    && AreEqual(
                        ListingClusters.Replay(world.Cut.Listings.Select(listing => listing.Id), stored),
                        outcome.Assets
                    );
            }
        );

    /// <summary>Names of sources only sort; which is first must not decide what is linked.</summary>
    [Test]
    public void Decisions_do_not_depend_on_which_source_comes_first() =>
        Check(
            Catalogues / 5,
            world =>
            {
                // Two catalogues: with three, equally close prices are decided by name, as they must be by something.
                var listings = world.Cut.Listings.Where(listing => listing.Id.Source is "coingecko" or "coinpaprika");
                var cut = Cut([.. listings]);
                var mirrored = Cut([.. cut.Listings.Select(listing => listing with { Id = Mirrored(listing.Id) })]);
                return Pairs(cut)
                    .SetEquals(
                        Pairs(mirrored).Select(pair => new ListingPair(Mirrored(pair.First), Mirrored(pair.Second)))
                    );
            }
        );

    private static HashSet<ListingPair> Pairs(IdentityCut cut) =>
        [.. IdentityRules.Decide(cut, CuratedPairs.None, []).Decisions.Select(decision => decision.Pair)];

    private static ListingId Mirrored(ListingId id) =>
        id with
        {
            Source = id.Source == "coingecko" ? "coinpaprika" : "coingecko",
        };

    private static bool AreEqual(ListingClusters one, ListingClusters other) =>
        one
            .All.Select(asset => string.Join(' ', asset))
            .SequenceEqual(other.All.Select(asset => string.Join(' ', asset)));

    private static T[] Shuffled<T>(IReadOnlyList<T> items, int seed)
    {
        T[] shuffled = [.. items];
        new System.Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static void Check(int times, Func<World, bool> holds) =>
        Prop.ForAll(Worlds().ToArbitrary(), holds).Check(Properties.Tried(times));

    private static Gen<World> Worlds() =>
        from listings in Listings()
        from must in Gen.ListOf(Pairs(listings), 2)
        from never in Gen.ListOf(Pairs(listings), 2)
        from standing in Gen.ListOf(Decision(listings), 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select new World(
            Cut(listings),
            new CuratedPairs(Entries(must.Except(never)), Entries(never)),
            [.. standing.Select((decision, i) => decision with { Sequence = i + 1 })],
            seed
        );

    private static Gen<IReadOnlyList<Listing>> Listings() =>
        from listings in Gen.ListOf(AListing(), 14)
        select (IReadOnlyList<Listing>)[.. listings.DistinctBy(listing => listing.Id)];

    private static Gen<Listing> AListing() =>
        from source in Gen.Elements(s_sources)
        from id in Gen.Choose(1, 6)
        from symbol in Gen.Elements(s_symbols)
        from name in Gen.Elements(s_names)
        from slug in Gen.Elements("bitcoin", "bitcoin-token", "x")
        from price in Gen.Elements(s_prices)
        from minutes in Gen.Elements(0, 0, 0, 20, 5_000)
        select Listing(source, $"{id}", symbol, name, slug, price, minutes) with
        {
            IsFileScoped = source == "csv",
        };

    private static Gen<ListingPair> Pairs(IReadOnlyList<Listing> listings)
    {
        ListingPair[] pairs =
        [
            .. from one in listings
            from other in listings
            where one.Id.Source != other.Id.Source
            select new ListingPair(one.Id, other.Id),
            Pair("unknown", "unknown"),
        ];
        return Gen.Elements(pairs);
    }

    private static Gen<StandingDecision> Decision(IReadOnlyList<Listing> listings) =>
        from pair in Pairs(listings)
        from action in Gen.Elements(LinkAction.Link, LinkAction.Unlink)
        from rule in Gen.Elements(IdentityRule.Person, IdentityRule.T1, IdentityRule.Brake)
        select new StandingDecision(
            pair,
            action,
            action == LinkAction.Link && rule == IdentityRule.Brake ? IdentityRule.T2 : rule,
            Sequence: 0
        );

    private static CuratedPair[] Entries(IEnumerable<ListingPair> pairs) =>
        [.. pairs.Distinct().Order().Select(pair => new CuratedPair(pair, "generated"))];

    private sealed record World(
        IdentityCut Cut,
        CuratedPairs Curated,
        IReadOnlyList<StandingDecision> Standing,
        int Seed
    );
}
