namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// Listings of one source by key and price, so that partners are found without comparing everything with everything.
/// </summary>
internal sealed class PriceIndex
{
    private readonly Dictionary<string, List<LabelledListing>> _byKey = [];
    private readonly Func<LabelledListing, IEnumerable<string>> _keysOf;

    public PriceIndex(IEnumerable<LabelledListing> listings, Func<LabelledListing, IEnumerable<string>> keysOf)
    {
        _keysOf = keysOf;
        foreach (var listing in listings.Where(listing => listing.Level is not null))
        foreach (var key in keysOf(listing))
        {
            if (!_byKey.TryGetValue(key, out var same))
                _byKey.Add(key, same = []);
            same.Add(listing);
        }

        foreach (var same in _byKey.Values)
            same.Sort((one, other) => one.Level!.Value.CompareTo(other.Level!.Value));
    }

    /// <summary>
    /// The only listing that shares a key with this one and has nearly its price; null where none or several do.
    /// </summary>
    public LabelledListing? OnlyPartner(LabelledListing listing, Func<LabelledListing, LabelledListing, bool> allowed)
    {
        LabelledListing? partner = null;
        foreach (var other in Near(listing))
        {
            if (ReferenceEquals(other, partner) || !allowed(listing, other))
                continue;
            if (partner is not null)
                return null;
            partner = other;
        }

        return partner;
    }

    public bool HasPartner(LabelledListing listing) => Near(listing).Any();

    private IEnumerable<LabelledListing> Near(LabelledListing listing) =>
        listing.Level is { } level
            ? _keysOf(listing).SelectMany(key => _byKey.TryGetValue(key, out var same) ? Within(same, level) : [])
            : [];

    private static IEnumerable<LabelledListing> Within(List<LabelledListing> sorted, double level)
    {
        var distance = PriceLevel.Distance(LinkingLimits.Close);
        return sorted.Skip(FirstFrom(sorted, level - distance)).TakeWhile(other => other.Level <= level + distance);
    }

    private static int FirstFrom(List<LabelledListing> sorted, double level)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].Level < level)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
