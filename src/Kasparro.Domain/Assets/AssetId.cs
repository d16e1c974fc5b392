using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Domain.Assets;

/// <summary>
/// Ids of assets come from listings, never from labels: labels change, move to another coin, and are shared.
/// </summary>
public static class AssetId
{
    /// <summary>
    /// The namespace of ids made from listings; another one than that of ids made from labels, so none can collide.
    /// Changing it changes every id.
    /// </summary>
    private static readonly Guid s_namespace = new("1d8a2f44-7b0c-5e6b-8f39-54c2d9a1e703");

    /// <summary>
    /// The listing that an asset's id is made from: the first by source and id, one of a catalogue before one of a
    /// file. It depends on the members alone, so a split and a new join give the old ids.
    /// </summary>
    public static ListingId Anchor(IEnumerable<ListingId> members, Func<ListingId, bool> isFileScoped) =>
        members.MinBy(member => (isFileScoped(member), member));

    public static Guid OfAnchor(ListingId anchor) =>
        UuidV5.Of(s_namespace, $"{Escape(anchor.Source)}\u001f{anchor.SourceAssetId}");

    /// <summary>A source's name with the separator in it must not move the border between name and id.</summary>
    private static string Escape(string source) =>
        source
            .Replace("\u001e", "\u001e0", StringComparison.Ordinal)
            .Replace("\u001f", "\u001e1", StringComparison.Ordinal);
}
