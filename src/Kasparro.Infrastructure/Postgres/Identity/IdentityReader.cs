using Kasparro.Application;
using Kasparro.Application.Assets;
using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Infrastructure.Assets;
using Kasparro.Infrastructure.Postgres.Assets;
using Kasparro.Infrastructure.Postgres.Connections;

namespace Kasparro.Infrastructure.Postgres.Identity;

internal sealed class IdentityReader(KasparroDatabase database, TimeProvider time) : IIdentityReader
{
    public async Task<IReadOnlyList<CandidateDetail>> CandidatesAsync(int limit, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        var stored = await StoredListing.ReadAllAsync(connection, ct);
        var decisions = await DecisionStore.ReadAllAsync(connection, ct);
        var cut = new IdentityCut([.. stored.Select(listing => listing.Listing).OfType<Listing>()], time.GetUtcNow());
        var candidates = IdentityCandidates.Of(
            cut,
            ListingClusters.Replay(stored.Select(listing => listing.Id), decisions),
            CuratedLists.Pairs,
            new StandingDecisions(decisions),
            limit
        );
        return
        [
            .. candidates.Select(candidate => new CandidateDetail(
                Detail(candidate.Pair.First, candidate.First),
                Detail(candidate.Pair.Second, candidate.Second),
                candidate.PriceRatio
            )),
        ];
    }

    public async Task<IReadOnlyList<IdentityDecisionDetail>> DecisionsAsync(
        string? listing,
        int limit,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        var newest = db.IdentityDecisions.OrderByDescending(decision => decision.DecisionId);
        return await DecisionDetails.ReadAsync(
            (listing is null ? newest : new ListingRows([listing]).Of(newest)).Take(limit),
            ct
        );
    }

    private static CandidateListing Detail(ListingId id, ListingEvidence evidence) =>
        new(
            id.Source,
            id.SourceAssetId,
            evidence.Symbol,
            evidence.Name,
            evidence.PriceUsd is { } price ? new NumberText(price.Text) : null,
            evidence.PriceTime
        );
}
