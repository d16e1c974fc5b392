using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Findings;

/// <summary>
/// Links whose fresh prices differ for too long. Whether the link was undone or a person holds on to it, a person has
/// to look: such a finding ends by no price.
/// </summary>
public static class SuspectIdentities
{
    /// <summary>The conditions of each source, by the first listing of a pair.</summary>
    public static ILookup<string, Condition> Of(IEnumerable<ListingPair> suspects) =>
        suspects.ToLookup(
            pair => pair.First.Source,
            pair => new Condition(FindingType.SuspectIdentity, pair.ToString(), ConditionState.Holds, Severity.Warning)
            {
                Message =
                    $"{pair.First.Source}: {pair} are hardly one asset, their fresh prices differ by more than "
                    + "a factor of 2",
                Evidence = [pair.First.ToString(), pair.Second.ToString()],
            }
        );
}
