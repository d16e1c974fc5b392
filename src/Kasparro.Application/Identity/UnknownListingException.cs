using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Application.Identity;

/// <summary>No source has such a listing.</summary>
public sealed class UnknownListingException(ListingId listing)
    : Exception($"No source has a listing {listing}. `identity candidates` and /assets show listings as source:id.");
