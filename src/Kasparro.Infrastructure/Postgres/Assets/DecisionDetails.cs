using Kasparro.Application;
using Kasparro.Application.Assets;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Assets;

internal static class DecisionDetails
{
    /// <summary>The decisions, newest first.</summary>
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
