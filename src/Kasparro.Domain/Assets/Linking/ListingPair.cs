using System.Diagnostics.CodeAnalysis;

namespace Kasparro.Domain.Assets.Linking;

/// <summary>Two listings, in an order of their own: the pair (a, b) is the pair (b, a).</summary>
[SuppressMessage("Design", "CA1036", Justification = "Sorted only; neither is less than the other.")]
public readonly record struct ListingPair : IComparable<ListingPair>
{
    public ListingPair(ListingId one, ListingId other) =>
        (First, Second) = one.CompareTo(other) <= 0 ? (one, other) : (other, one);

    public ListingId First { get; }

    public ListingId Second { get; }

    public int CompareTo(ListingPair other) =>
        First.CompareTo(other.First) is var byFirst and not 0 ? byFirst : Second.CompareTo(other.Second);

    public override string ToString() => $"{First} = {Second}";
}
