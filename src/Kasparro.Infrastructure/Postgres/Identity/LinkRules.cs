using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Infrastructure.Postgres.Identity;

internal static class LinkRules
{
    public const string Anchor = "anchor";

    /// <summary>The rule of the oldest decision that links a listing to another one of its asset.</summary>
    public static Dictionary<ListingId, string> Of(IEnumerable<ListingAsset> listings, StandingDecisions decisions)
    {
        var assets = listings.ToDictionary(listing => listing.Listing);
        var rules = assets.Keys.ToDictionary(listing => listing, _ => Anchor);
        foreach (var decision in decisions.Links)
            if (
                assets.TryGetValue(decision.Pair.First, out var first)
                && assets.TryGetValue(decision.Pair.Second, out var second)
                && first.AssetId == second.AssetId
            )
                foreach (var listing in (ListingAsset[])[first, second])
                    if (listing.Listing != listing.Anchor && rules[listing.Listing] == Anchor)
                        rules[listing.Listing] = DecisionStore.NameOf(decision.Rule);
        return rules;
    }
}
