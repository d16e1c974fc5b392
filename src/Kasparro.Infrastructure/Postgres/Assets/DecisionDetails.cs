using Kasparro.Application;
using Kasparro.Application.Assets;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Assets;

internal static class DecisionDetails
{
    /// <param name="listings">As source:id.</param>
    /// <returns>The decisions about one of the listings, newest first.</returns>
    public static Task<List<IdentityDecisionDetail>> OfAsync(
        IQueryable<IdentityDecisionEntity> decisions,
        IReadOnlyCollection<string> listings,
        CancellationToken ct
    ) =>
        ReadAsync(
            decisions.Where(decision =>
                listings.Contains(decision.FirstSource + ":" + decision.FirstSourceAssetId)
                || listings.Contains(decision.SecondSource + ":" + decision.SecondSourceAssetId)
            ),
            ct
        );

    public static Task<List<IdentityDecisionDetail>> ReadAsync(
        IQueryable<IdentityDecisionEntity> decisions,
        CancellationToken ct
    ) =>
        decisions
            .OrderByDescending(decision => decision.DecisionId)
            .Select(decision => new IdentityDecisionDetail(
                decision.DecisionId,
                decision.Action,
                decision.Rule,
                decision.FirstSource + ":" + decision.FirstSourceAssetId,
                decision.SecondSource + ":" + decision.SecondSourceAssetId,
                decision.Score,
                decision.DecidedAt,
                decision.Supersedes,
                new JsonText(decision.Evidence)
            ))
            .ToListAsync(ct);
}
