using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Domain.Assets.Naming;

/// <summary>Which asset has a label as it is, where several claim it or did.</summary>
/// <param name="Symbol">Normalised.</param>
/// <param name="Name">Normalised.</param>
/// <param name="Holder">A listing of the asset.</param>
/// <param name="Challenger">The anchor of the asset that was larger by the factor lately; null where none was.</param>
/// <param name="Runs">In how many consecutive runs it was.</param>
/// <param name="CountedAt">The time of the newest price when a run was last counted.</param>
public sealed record PlainName(
    string Symbol,
    string Name,
    ListingId Holder,
    ListingId? Challenger,
    int Runs,
    DateTimeOffset CountedAt
);
