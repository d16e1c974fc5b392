using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Domain.Assets;

/// <summary>The asset that a listing belongs to.</summary>
/// <param name="Anchor">The listing that the asset's id is made from.</param>
public sealed record ListingAsset(ListingId Listing, ListingId Anchor, Guid AssetId)
{
    /// <summary>The asset of every listing of some clusters: a function of their members alone.</summary>
    public static IEnumerable<ListingAsset> Of(ListingClusters clusters, Func<ListingId, bool> isFileScoped) =>
        from members in clusters.All
        let anchor = Assets.AssetId.Anchor(members, isFileScoped)
        let assetId = Assets.AssetId.OfAnchor(anchor)
        from member in members
        select new ListingAsset(member, anchor, assetId);
}
