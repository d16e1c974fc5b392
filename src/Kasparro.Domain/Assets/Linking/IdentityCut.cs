namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// All listings as they were at one moment. The same cut gives the same decisions, whatever the order of its listings.
/// </summary>
/// <param name="asOf">
/// The moment; a price said to be later is not fresh, or one wrong clock would make every other price old.
/// </param>
public sealed class IdentityCut(IReadOnlyList<Listing> listings, DateTimeOffset asOf)
{
    public IReadOnlyList<Listing> Listings { get; } = listings;

    public DateTimeOffset AsOf { get; } = asOf;

    /// <summary>The newest price of each source, up to the moment of the cut.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> NewestPrices { get; } =
        listings
            .Where(listing => listing.PriceTime <= asOf)
            .GroupBy(listing => listing.Id.Source)
            .ToDictionary(source => source.Key, source => source.Max(listing => listing.PriceTime!.Value));

    /// <summary>Its source said it within an hour of the newest thing it said at all.</summary>
    public bool IsFresh(Listing listing) =>
        listing.PriceTime is { } time
        && time <= AsOf
        && NewestPrices[listing.Id.Source] - time <= LinkingLimits.FreshAge;
}
