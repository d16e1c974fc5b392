using System.Data;
using Kasparro.Application.Identity;
using Kasparro.Application.Sources;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Assets;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Identity;

internal sealed class AssetLinker(
    KasparroDatabase database,
    SourceCatalog sources,
    TimeProvider time,
    ProcessIdentity process,
    ILogger<AssetLinker> log
) : IAssetLinker
{
    /// <summary>The first one after a migration moves all rows; any other one takes seconds.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    public async Task<LinkResult> LinkAsync(PersonalDecision? decision, CancellationToken ct)
    {
        var session = await database.OpenSessionAsync($"{AdvisoryLocks.LinkSession}{process.Name}", s_limit, ct);
        await using var limit = new SessionLimit(database, session, s_limit, time, ct);
        try
        {
            if (await SourceLocks.TakeAllAsync(session, limit.Token) is var (source, holder))
                return NotLocked(source, holder);

            await using var transaction = await BoundedTransaction.BeginAsync(session, limit.Token);
            await AdvisoryLocks.TakeAssetsAsync(session, limit.Token);
            var result = await LinkAsync(session, decision, limit.Token);
            await transaction.CommitAsync(limit.Token);
            LinkLog.Linked(log, result);
            return result;
        }
        catch (OperationCanceledException) when (limit.HasPassed)
        {
            return NotDone(limit.ToFailure("link"));
        }
        finally
        {
            await KasparroDatabase.EndSessionAsync(session);
        }
    }

    private async Task<LinkResult> LinkAsync(NpgsqlConnection session, PersonalDecision? decision, CancellationToken ct)
    {
        var (start, now) = (time.GetTimestamp(), Timestamp.ToMicroseconds(time.GetUtcNow()));
        await Sql.ExecuteAsync(session, "begin_linking", ct);
        var stored = await StoredListing.ReadAllAsync(session, ct);
        var cut = new IdentityCut([.. stored.Select(listing => listing.Listing).OfType<Listing>()], now);
        if (await FindUntransformedAsync(session, ct) is { } source)
            return await ReplayAsync(session, stored, source, start, now, ct);

        var decided = await DecideAsync(session, cut, decision, now, ct);
        var placement = new AssetPlacement(session, now);
        var moved = await placement.MoveAsync(stored, decided.Assets, decided.Standing, ct);
        if (moved > 0)
            stored = await StoredListing.ReadAllAsync(session, ct);
        var before = await LinkMemory.ReadPlainNamesAsync(session, ct);
        var (renamed, plainNames) = await placement.RenameAsync(stored, before, NewestPrice(cut), ct);
        await LinkMemory.ReplaceAsync(session, before, plainNames, ct);
        await RecordChangeAsync(session, moved + renamed, now, ct);
        await SuspectFindings.RecordAsync(session, decided.Suspects, now, ct);
        return new LinkResult(
            stored.Count,
            stored.Select(listing => listing.AssetId).Distinct().Count(),
            decided.Decisions,
            moved,
            renamed,
            decided.Suspects,
            time.GetElapsedTime(start)
        );
    }

    /// <summary>
    /// Where Silver of a source is still to be built from the beginning, the listings are not all there. What was
    /// decided holds; nothing new is decided from a part.
    /// </summary>
    private async Task<LinkResult> ReplayAsync(
        NpgsqlConnection session,
        List<StoredListing> stored,
        string source,
        long start,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        LinkLog.Waits(log, source);
        var decisions = await DecisionStore.ReadAllAsync(session, ct);
        var clusters = ListingClusters.Replay(stored.Select(listing => listing.Id), decisions);
        var moved = await new AssetPlacement(session, now).MoveAsync(
            stored,
            clusters,
            new StandingDecisions(decisions),
            ct
        );
        await RecordChangeAsync(session, moved, now, ct);
        var assets = stored.Select(listing => listing.AssetId).Distinct().Count();
        return new LinkResult(stored.Count, assets, [], moved, 0, [], time.GetElapsedTime(start), WaitsFor: source);
    }

    private async Task<string?> FindUntransformedAsync(NpgsqlConnection session, CancellationToken ct)
    {
        foreach (var name in sources.Names)
        {
            await using var find = Sql.Command(session, "is_untransformed", BronzeTable.Of(name), ("source", name));
            if ((bool)(await find.ExecuteScalarAsync(ct))!)
                return name;
        }

        return null;
    }

    private static async Task RecordChangeAsync(
        NpgsqlConnection session,
        int changes,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (changes == 0)
            return;
        await Sql.ExecuteAsync(session, "record_identity_change", ct, ("changed_at", now));
        await Sql.ExecuteAsync(session, "notify_commit", ct);
    }

    private static DateTimeOffset NewestPrice(IdentityCut cut) =>
        cut.NewestPrices.Values.DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    /// <summary>A person first, then the brake, then the rules; each sees what the ones before it decided.</summary>
    private static async Task<Decided> DecideAsync(
        NpgsqlConnection session,
        IdentityCut cut,
        PersonalDecision? decision,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        List<IdentityDecision> byPerson = decision is null ? [] : [PersonalDecisions.In(cut, decision)];
        await DecisionStore.InsertAsync(session, byPerson, now, ct);
        var standing = await DecisionStore.ReadAllAsync(session, ct);

        var counts = await LinkMemory.ReadDivergencesAsync(session, ct);
        var watched = SuspectWatch.Next(cut, new StandingDecisions(standing).Links, counts);
        await LinkMemory.ReplaceAsync(session, counts, watched.Counts, ct);
        await DecisionStore.InsertAsync(session, watched.Decisions, now, ct);
        if (watched.Decisions.Count > 0)
            standing = await DecisionStore.ReadAllAsync(session, ct);

        var outcome = IdentityRules.Decide(cut, CuratedLists.Pairs, standing);
        await DecisionStore.InsertAsync(session, outcome.Decisions, now, ct);
        if (outcome.Decisions.Count > 0)
            standing = await DecisionStore.ReadAllAsync(session, ct);
        return new Decided(
            [.. byPerson, .. watched.Decisions, .. outcome.Decisions],
            watched.Suspects,
            outcome.Assets,
            new StandingDecisions(standing)
        );
    }

    private LinkResult NotLocked(string source, LockHolder holder)
    {
        if (holder.Objection("transformation", holder.IsOurs, s_limit) is { } failure)
            return NotDone(failure);
        var lockedBy = $"{source}: {holder.Session}";
        LinkLog.Skipped(log, lockedBy);
        return LinkResult.Skipped(lockedBy);
    }

    private LinkResult NotDone(RunFailure failure)
    {
        LinkLog.NotDone(log, failure.Sentence, failure.NextStep);
        return LinkResult.NotDone(failure);
    }

    private sealed record Decided(
        IReadOnlyList<IdentityDecision> Decisions,
        IReadOnlyList<ListingPair> Suspects,
        ListingClusters Assets,
        StandingDecisions Standing
    );
}
