using Kasparro.Domain.Assets.Labels;

namespace Kasparro.Domain.Assets.Linking;

/// <summary>A listing with everything the rules compare, computed once.</summary>
internal sealed record LabelledListing(Listing Listing, Label Label, double? Level, bool IsFresh)
{
    public static LabelledListing Of(Listing listing, IdentityCut cut) =>
        new(
            listing,
            Label.Of(listing.Symbol, listing.Name, listing.Slug),
            listing.PriceUsd is { } price ? PriceLevel.Of(price) : null,
            cut.IsFresh(listing)
        );

    /// <summary>False where a price is missing: what cannot be compared is not evidence.</summary>
    public bool IsWithin(double ratio, LabelledListing other) =>
        Level is { } level
        && other.Level is { } otherLevel
        && Math.Abs(level - otherLevel) <= PriceLevel.Distance(ratio);

    public double? RatioTo(LabelledListing other) =>
        Level is { } level && other.Level is { } otherLevel ? PriceLevel.Ratio(level, otherLevel) : null;
}
