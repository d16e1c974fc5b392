using System.Diagnostics.CodeAnalysis;

namespace Kasparro.Domain.Assets.Linking;

/// <summary>The atom of identity: what one source lists under one id.</summary>
[SuppressMessage("Design", "CA1036", Justification = "Sorted only; neither is less than the other.")]
public readonly record struct ListingId(string Source, string SourceAssetId) : IComparable<ListingId>
{
    /// <summary>By source, then by id, both ordinal: the same on every machine.</summary>
    public int CompareTo(ListingId other) =>
        string.CompareOrdinal(Source, other.Source) is var bySource and not 0
            ? bySource
            : string.CompareOrdinal(SourceAssetId, other.SourceAssetId);

    public override string ToString() => $"{Source}:{SourceAssetId}";
}
