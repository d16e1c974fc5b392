using System.Globalization;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.MarketData;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>Listings, cuts and decisions in few words.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2024, 9, 13, 19, 15, 0, TimeSpan.Zero);

    public static Listing CoinGecko(string id, string symbol, string name, string price, double minutesAgo = 0) =>
        Listing("coingecko", id, symbol, name, slug: id, price, minutesAgo);

    public static Listing CoinPaprika(string id, string symbol, string name, string price, double minutesAgo = 0) =>
        Listing("coinpaprika", id, symbol, name, SlugOf(id), price, minutesAgo);

    public static Listing File(string symbol, string name, string price = "1") =>
        Listing("csv", $"{symbol}|{name}", symbol, name, slug: null, price, 1_000_000) with
        {
            IsFileScoped = true,
        };

    public static Listing Listing(
        string source,
        string id,
        string symbol,
        string name,
        string? slug,
        string price,
        double minutesAgo = 0
    ) => new(new ListingId(source, id), symbol, name, slug, Price(price), Now.AddMinutes(-minutesAgo));

    /// <summary>The id without its symbol: btc-bitcoin is bitcoin.</summary>
    public static string SlugOf(string id) => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..];

    public static NumberLexeme? Price(string text) => NumberLexeme.Read(text).Number;

    public static NumberLexeme? Price(double price) =>
        Price(price.ToString("E12", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal));

    public static IdentityCut Cut(params IReadOnlyList<Listing> listings) => new(listings, Now);

    public static IReadOnlyList<IdentityDecision> Decisions(params IReadOnlyList<Listing> listings) =>
        IdentityRules.Decide(Cut(listings), CuratedPairs.None, []).Decisions;

    /// <summary>Each decision as the rule and the pair, which is all that most tests are about.</summary>
    public static IReadOnlyList<string> Links(params IReadOnlyList<Listing> listings) =>
        [.. Decisions(listings).Select(decision => $"{decision.Rule} {decision.Pair}")];

    public static ListingPair Pair(string coinGecko, string coinPaprika) =>
        new(new ListingId("coingecko", coinGecko), new ListingId("coinpaprika", coinPaprika));

    public static StandingDecision Link(ListingPair pair, IdentityRule rule, long sequence) =>
        new(pair, LinkAction.Link, rule, sequence);

    public static StandingDecision Unlink(ListingPair pair, IdentityRule rule, long sequence) =>
        new(pair, LinkAction.Unlink, rule, sequence);

    /// <summary>Decisions as they are once they were stored after these.</summary>
    public static IReadOnlyList<StandingDecision> Stored(
        IReadOnlyList<StandingDecision> before,
        IEnumerable<IdentityDecision> decisions
    ) =>
        [
            .. before,
            .. decisions.Select(
                (decision, i) =>
                    new StandingDecision(decision.Pair, decision.Action, decision.Rule, before.Count + i + 1)
            ),
        ];

    /// <summary>Decides, stores, and says which listings of this cut are together.</summary>
    public static IEnumerable<string> Run(List<StandingDecision> stored, params Listing[] listings)
    {
        var outcome = IdentityRules.Decide(Cut(listings), CuratedPairs.None, stored);
        var after = Stored(stored, outcome.Decisions);
        stored.Clear();
        stored.AddRange(after);
        return outcome.Assets.All.Select(asset => string.Join(' ', asset));
    }
}
