namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// Listings of files, each with the listing of the one asset that has its symbol and name now. Where two assets have
/// that label, or none has, there is no pair: the order of arrival never decides.
/// </summary>
internal static class FileLabels
{
    public static IEnumerable<ListingPair> Of(IEnumerable<LabelledListing> listings, ListingClusters clusters)
    {
        var (files, catalogues) = Split(listings);
        var byLabel = catalogues.ToLookup(LabelOf, listing => listing.Listing.Id);
        return
        [
            .. from file in files
            where clusters.Of(file.Listing.Id).Count == 1
            let assets = byLabel[LabelOf(file)].GroupBy(id => clusters.Of(id)[0]).ToList()
            where assets.Count == 1
            select new ListingPair(file.Listing.Id, assets[0].Min()),
        ];
    }

    private static (string Symbol, string Name) LabelOf(LabelledListing listing) =>
        (listing.Label.Symbol, listing.Label.Name);

    private static (List<LabelledListing> Files, List<LabelledListing> Catalogues) Split(
        IEnumerable<LabelledListing> listings
    )
    {
        var parts = listings.ToLookup(listing => listing.Listing.IsFileScoped);
        return ([.. parts[true].OrderBy(file => file.Listing.Id)], [.. parts[false]]);
    }
}
