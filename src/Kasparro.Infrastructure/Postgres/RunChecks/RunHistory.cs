using System.Data;
using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.RunChecks;

internal sealed class RunHistory(KasparroDatabase database) : IRunHistory
{
    public async Task<RunFacts?> FindAsync(Guid runId, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await db.Runs.FirstOrDefaultAsync(run => run.RunId == runId, ct) is { } run ? RunFacts.Of(run) : null;
    }

    public async Task<IReadOnlyList<RunFacts>> ReadLatestAsync(
        string source,
        DateTimeOffset? asOf,
        int limit,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        return await ReadAsync(
            Started(db, source, asOf).Where(run => run.TriggeredBy != RunTrigger.Backfill),
            limit,
            ct
        );
    }

    public async Task<IReadOnlyList<RunFacts>> ReadEarlierAsync(RunFacts run, int limit, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await ReadAsync(
            db.Runs.Where(earlier =>
                earlier.Source == run.Source
                && earlier.Sequence < run.Sequence
                && earlier.TriggeredBy != RunTrigger.Backfill
            ),
            limit,
            ct
        );
    }

    public async Task<SourceFacts> ReadSourceAsync(string source, DateTimeOffset? asOf, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var instant = asOf?.ToUniversalTime();
        var started = Started(db, source, asOf).OrderByDescending(run => run.Sequence);
        var lastSuccess = await started
            .Where(run => run.Status == RunStatus.Success && (instant == null || run.EndedAt <= instant))
            .Where(run => run.TriggeredBy != RunTrigger.Backfill)
            .Select(run => run.EndedAt)
            .FirstOrDefaultAsync(ct);
        // Runs of one source never overlap, so only the latest can be running.
        var latest = await started.FirstOrDefaultAsync(ct) is { } run ? RunFacts.Of(run) : null;
        var seen = instant is { } past ? latest?.AsOf(past) : latest;
        var transformedAt = await db
            .Transformations.Where(transformation => transformation.Source == source)
            .Select(transformation => (DateTimeOffset?)transformation.TransformedAt)
            .FirstOrDefaultAsync(ct);
        return new SourceFacts
        {
            Source = source,
            LastSuccessAt = lastSuccess,
            Running = seen is { Status: RunStatus.Running } ? seen : null,
            TransformedAt = transformedAt,
        };
    }

    public async Task<bool?> IsOrphanedAsync(RunFacts running, CancellationToken ct)
    {
        try
        {
            return await IsOrphanedOnPrimaryAsync(running, ct);
        }
        catch (NpgsqlException reason) when (database.MayLag && reason is not PostgresException)
        {
            // The replica that serves the rest does not know locks.
            return null;
        }
    }

    private async Task<bool?> IsOrphanedOnPrimaryAsync(RunFacts running, CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(
            connection,
            "is_locked",
            ("kind", AdvisoryLocks.Ingestion),
            ("name", running.Source)
        );
        if (await command.ExecuteScalarAsync(ct) is not bool isLocked)
            return null;
        if (isLocked)
            return false;

        // A run gives its lock back after it has recorded its end: one that still counts as running now had lost it.
        await using var db = KasparroDatabase.ContextOn(connection);
        return await db.Runs.AnyAsync(run => run.RunId == running.RunId && run.Status == RunStatus.Running, ct);
    }

    public async Task<IReadOnlyDictionary<Guid, long>> CountRejectedAsync(
        string source,
        IReadOnlyList<RunFacts> runs,
        CancellationToken ct
    )
    {
        var counts = new Dictionary<Guid, long>();
        RunFacts[] known = [.. runs.Where(run => run is { FirstRawId: not null, LastRawId: not null })];
        if (known.Length == 0)
            return counts;

        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(
            connection,
            "rejected_of_runs",
            ("source", source),
            ("run_ids", known.Select(run => run.RunId).ToArray()),
            ("first_raw_ids", known.Select(run => run.FirstRawId!.Value).ToArray()),
            ("last_raw_ids", known.Select(run => run.LastRawId!.Value).ToArray())
        );
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            counts.Add(row.GetGuid("run_id"), row.GetInt64("rejected"));
        return counts;
    }

    public async Task<IReadOnlyDictionary<Guid, AssetFingerprints>> ReadAssetsAsync(
        IReadOnlyList<Guid> runIds,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        var assets = await db.RunAssets.Where(run => runIds.Contains(run.RunId)).ToListAsync(ct);
        return assets.ToDictionary(run => run.RunId, run => AssetFingerprints.FromBytes(run.Fingerprints));
    }

    public async Task<IReadOnlyDictionary<uint, string>> NameAssetsAsync(
        string source,
        IReadOnlyList<uint> fingerprints,
        CancellationToken ct
    )
    {
        var wanted = fingerprints.ToHashSet();
        var names = new Dictionary<uint, string>();
        await using var db = database.NewContext();
        await foreach (
            var id in db
                .AssetSources.Where(link => link.Source == source)
                .Select(link => link.SourceAssetId)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
            if (AssetFingerprint.Of(id) is var fingerprint && wanted.Contains(fingerprint))
                names[fingerprint] = id;
        return names;
    }

    public Task<IReadOnlyList<AssetPrices>> ReadPricesAsync(RunFacts run, CancellationToken ct) =>
        RunPrices.ReadAsync(database, run, ct);

    private static IQueryable<EtlRun> Started(KasparroDbContext db, string source, DateTimeOffset? asOf)
    {
        var runs = db.Runs.Where(run => run.Source == source);
        var instant = asOf?.ToUniversalTime();
        return instant is null ? runs : runs.Where(run => run.StartedAt <= instant);
    }

    private static async Task<IReadOnlyList<RunFacts>> ReadAsync(
        IQueryable<EtlRun> runs,
        int limit,
        CancellationToken ct
    ) => [.. (await runs.OrderByDescending(run => run.Sequence).Take(limit).ToListAsync(ct)).Select(RunFacts.Of)];
}
