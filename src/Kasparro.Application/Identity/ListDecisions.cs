using Kasparro.Application.Assets;
using MediatR;

namespace Kasparro.Application.Identity;

/// <summary>Decisions about which listings are one asset, newest first.</summary>
/// <param name="Listing">As source:id; null for all listings.</param>
public sealed record ListDecisions(string? Listing, int Limit) : IQuery<IReadOnlyList<IdentityDecisionDetail>>;

internal sealed class ListDecisionsHandler(IIdentityReader reader)
    : IRequestHandler<ListDecisions, IReadOnlyList<IdentityDecisionDetail>>
{
    public Task<IReadOnlyList<IdentityDecisionDetail>> Handle(ListDecisions query, CancellationToken ct) =>
        reader.DecisionsAsync(query.Listing, query.Limit, ct);
}
