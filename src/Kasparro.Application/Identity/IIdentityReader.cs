using Kasparro.Application.Assets;

namespace Kasparro.Application.Identity;

/// <summary>Reads what was decided about listings, and what is left for a person.</summary>
public interface IIdentityReader
{
    /// <summary>The largest coins first.</summary>
    Task<IReadOnlyList<CandidateDetail>> CandidatesAsync(int limit, CancellationToken ct);

    /// <summary>Newest first.</summary>
    /// <param name="listing">As source:id; null for all.</param>
    Task<IReadOnlyList<IdentityDecisionDetail>> DecisionsAsync(string? listing, int limit, CancellationToken ct);
}
