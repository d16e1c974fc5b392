using Kasparro.Domain.Assets.Labels;

namespace Kasparro.Domain.Assets.Linking;

/// <summary>A listing with everything the rules compare, computed once and only where it is compared.</summary>
internal sealed class LabelledListing(Listing listing, IdentityCut cut)
{
    private readonly Lazy<double?> _level = new(
        () => listing.PriceUsd is { } price ? PriceLevel.Of(price) : null,
        isThreadSafe: false
    );

    public Listing Listing { get; } = listing;

    public Label Label { get; } = Label.Of(listing.Symbol, listing.Name, listing.Slug);

    /// <summary>See <see cref="PriceLevel"/>; null where there is no price.</summary>
    public double? Level => _level.Value;

    public bool IsFresh => cut.IsFresh(Listing);

    /// <summary>False where a price is missing: what cannot be compared is not evidence.</summary>
    public bool IsWithin(double ratio, LabelledListing other) =>
        Level is { } level
        && other.Level is { } otherLevel
        && Math.Abs(level - otherLevel) <= PriceLevel.Distance(ratio);

    public double? RatioTo(LabelledListing other) =>
        Level is { } level && other.Level is { } otherLevel ? PriceLevel.Ratio(level, otherLevel) : null;
}
