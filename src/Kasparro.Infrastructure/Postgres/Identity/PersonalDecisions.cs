using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Infrastructure.Postgres.Identity;

internal static class PersonalDecisions
{
    /// <exception cref="UnknownListingException">A listing is not in the cut.</exception>
    public static IdentityDecision In(IdentityCut cut, PersonalDecision decision)
    {
        var listings = cut.Listings.ToDictionary(listing => listing.Id);
        foreach (var id in (ListingId[])[decision.Pair.First, decision.Pair.Second])
            if (!listings.ContainsKey(id))
                throw new UnknownListingException(id);
        return DecisionEvidence.ByPerson(
            cut,
            decision.Pair,
            decision.Action,
            listings[decision.Pair.First],
            listings[decision.Pair.Second],
            decision.Reason
        );
    }
}
