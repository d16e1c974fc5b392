using Kasparro.Domain.MarketData;

namespace Kasparro.Domain.Assets.Linking;

/// <summary>What one source says of one listing in its newest record.</summary>
/// <param name="Symbol">As the source writes it.</param>
/// <param name="Name">As the source writes it.</param>
/// <param name="Slug">
/// The readable part of the source's id, where it has one: <c>bitcoin</c>, also of <c>btc-bitcoin</c>.
/// </param>
/// <param name="PriceUsd">The newest price, &gt; 0.</param>
/// <param name="PriceTime">When the source says that price was; UTC.</param>
/// <param name="MarketCapUsd">The newest market capitalisation, ≥ 0.</param>
/// <param name="IsFileScoped">
/// Its source has files, not a catalogue: the label is all there is, and the price may be years old.
/// </param>
public sealed record Listing(
    ListingId Id,
    string Symbol,
    string Name,
    string? Slug,
    NumberLexeme? PriceUsd,
    DateTimeOffset? PriceTime,
    NumberLexeme? MarketCapUsd = null,
    bool IsFileScoped = false
);
