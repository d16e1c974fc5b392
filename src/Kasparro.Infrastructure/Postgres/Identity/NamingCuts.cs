using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Naming;

namespace Kasparro.Infrastructure.Postgres.Identity;

internal static class NamingCuts
{
    /// <summary>A source that has said nothing of a listing for this long no longer lists it.</summary>
    private static readonly TimeSpan s_delisted = TimeSpan.FromDays(7);

    /// <summary>Of the listings whose label is known.</summary>
    public static NamingCut Of(IReadOnlyList<StoredListing> stored, DateTimeOffset newestPrice)
    {
        var newest = stored
            .Where(listing => listing.Listing?.PriceTime is not null)
            .GroupBy(listing => listing.Id.Source)
            .ToDictionary(source => source.Key, source => source.Max(listing => listing.Listing!.PriceTime!.Value));
        var (claims, anchors) = (new List<NameClaim>(), new Dictionary<ListingId, ListingId>());
        foreach (var asset in stored.Where(listing => listing.Listing is not null).GroupBy(listing => listing.AssetId))
        {
            var claim = ClaimOf(asset, newest);
            claims.Add(claim);
            foreach (var listing in asset)
                anchors.Add(listing.Id, claim.Anchor);
        }

        return new NamingCut(claims, anchors, newestPrice);
    }

    /// <summary>
    /// The label of the anchor, so that sources that write a name in two ways do not take turns, or of the first
    /// listing that its source still lists; and the newest market cap that any listing has.
    /// </summary>
    private static NameClaim ClaimOf(IGrouping<Guid, StoredListing> asset, Dictionary<string, DateTimeOffset> newest)
    {
        var listings = asset.ToDictionary(listing => listing.Id);
        var anchor = AssetId.Anchor(listings.Keys, id => listings[id].IsFileScoped);
        var named = AssetId.Anchor(
            listings.Keys.Where(IsListed).DefaultIfEmpty(anchor),
            id => listings[id].IsFileScoped
        );
        var label = listings[named].Listing!;
        var size = listings
            .Values.Where(listing => listing.Listing!.MarketCapUsd is not null)
            .OrderByDescending(listing => listing.Listing!.PriceTime)
            .ThenBy(listing => listing.Id)
            .FirstOrDefault();
        return new NameClaim(
            asset.Key,
            anchor,
            label.Symbol,
            label.Name,
            size?.Listing!.MarketCapUsd,
            listings.Values.Min(listing => listing.FirstSeen!.Value)
        );

        bool IsListed(ListingId id) =>
            listings[id].Listing!.PriceTime is { } time && newest[id.Source] - time < s_delisted;
    }
}
