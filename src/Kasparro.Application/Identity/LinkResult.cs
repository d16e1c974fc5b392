using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Identity;

/// <summary>What a link step did.</summary>
/// <param name="Listings">Listings that were compared.</param>
/// <param name="Assets">Assets that they are.</param>
/// <param name="Decisions">New decisions, in the order they were stored.</param>
/// <param name="Moved">Listings whose market data moved to another asset.</param>
/// <param name="Renamed">Assets that have another symbol or name than before.</param>
/// <param name="Suspects">Links whose fresh prices differ by more than a factor of 2, three times in a row.</param>
/// <param name="LockedBy">By whom a source was locked, so that nothing was done; else null.</param>
/// <param name="WaitsFor">A source that is to be transformed from the beginning before anything new is decided; else
/// null.</param>
/// <param name="Failure">Why nothing was committed; else null.</param>
public sealed record LinkResult(
    int Listings,
    int Assets,
    IReadOnlyList<IdentityDecision> Decisions,
    int Moved,
    int Renamed,
    IReadOnlyList<ListingPair> Suspects,
    TimeSpan Duration,
    string? LockedBy = null,
    string? WaitsFor = null,
    RunFailure? Failure = null
)
{
    public static LinkResult Skipped(string lockedBy) => new(0, 0, [], 0, 0, [], TimeSpan.Zero, lockedBy);

    public static LinkResult NotDone(RunFailure failure) => new(0, 0, [], 0, 0, [], TimeSpan.Zero, Failure: failure);
}
