using System.Data;
using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.RunChecks;

internal sealed class RunHistory(KasparroDatabase database) : IRunHistory
{
    /// <summary>Prices of the run that may be later than its end: providers' clocks are not ours.</summary>
    private static readonly TimeSpan s_clocksDiffer = TimeSpan.FromDays(1);

    public async Task<RecordedRun?> FindAsync(Guid runId, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await db.Runs.FirstOrDefaultAsync(run => run.RunId == runId, ct) is { } run ? Recorded(run) : null;
    }

    public async Task<IReadOnlyList<RecordedRun>> ReadAsync(
        string source,
        DateTimeOffset upTo,
        int limit,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        var instant = upTo.ToUniversalTime();
        var runs = await db
            .Runs.Where(run => run.Source == source && run.StartedAt <= instant)
            .OrderByDescending(run => run.StartedAt)
            .ThenByDescending(run => run.RunId)
            .Take(limit)
            .ToListAsync(ct);
        return [.. runs.Select(Recorded)];
    }

    public async Task<SourceStanding> ReadStandingAsync(string source, DateTimeOffset asOf, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var instant = asOf.ToUniversalTime();
        var begun = db
            .Runs.Where(run => run.Source == source && run.StartedAt <= instant)
            .OrderByDescending(run => run.StartedAt)
            .ThenByDescending(run => run.RunId);
        var lastSuccess = await begun
            .Where(run => run.Status == RunStatus.Success && run.EndedAt <= instant)
            .Select(run => run.EndedAt)
            .FirstOrDefaultAsync(ct);
        // Runs of one source never overlap, so only the newest can be at work.
        var newest = await begun.FirstOrDefaultAsync(ct);
        var running = newest is null ? null : Recorded(newest).Facts.AsOf(instant);
        var transformedAt = await db
            .Transformations.Where(transformation => transformation.Source == source)
            .Select(transformation => (DateTimeOffset?)transformation.TransformedAt)
            .FirstOrDefaultAsync(ct);
        return new SourceStanding(
            lastSuccess,
            running is { Status: RunStatus.Running } ? running : null,
            transformedAt
        );
    }

    public async Task<bool?> IsOrphanedAsync(RunFacts running, CancellationToken ct)
    {
        try
        {
            return await IsOrphanedOnPrimaryAsync(running, ct);
        }
        catch (NpgsqlException reason) when (database.MayLag && reason is not PostgresException)
        {
            // The replica that answers all else does not know of locks.
            return null;
        }
    }

    private async Task<bool?> IsOrphanedOnPrimaryAsync(RunFacts running, CancellationToken ct)
    {
        await using var connection = await database.Primary.OpenConnectionAsync(ct);
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
        IReadOnlyList<RecordedRun> runs,
        CancellationToken ct
    )
    {
        var counts = new Dictionary<Guid, long>();
        RecordedRun[] known = [.. runs.Where(run => run is { FirstRawId: not null, LastRawId: not null })];
        if (known.Length == 0)
            return counts;

        await using var connection = await database.Pool.OpenConnectionAsync(ct);
        await using var command = Sql.Command(
            connection,
            "rejected_of_runs",
            ("source", source),
            ("run_ids", known.Select(run => run.Facts.RunId).ToArray()),
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

    public async Task<IReadOnlyList<AssetPrices>> ReadPricesAsync(RecordedRun run, CancellationToken ct)
    {
        if (run is not { FirstRawId: { } first, LastRawId: { } last, Facts.EndedAt: { } ended })
            return [];

        await using var connection = await database.Pool.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        // Without values the planner expects few rows of an asset, and would read and sort all of them.
        batch.BatchCommands.Add(Sql.BatchCommand("plan_for_values"));
        batch.BatchCommands.Add(
            Sql.BatchCommand(
                "prices_of_run",
                ("source", run.Facts.Source),
                ("first_raw_id", first),
                ("last_raw_id", last),
                ("latest", ended + s_clocksDiffer)
            )
        );
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        var prices = new List<AssetPrices>();
        while (await row.ReadAsync(ct))
        {
            var newestFirst = row.GetFieldValue<double[]>("log_prices");
            prices.Add(
                new AssetPrices(
                    row.GetString("source_asset_id"),
                    row.GetFieldValue<DateTimeOffset>("at"),
                    newestFirst[0],
                    newestFirst[1..],
                    row.GetFieldValue<double[]>("others_log_prices")
                )
            );
        }

        return prices;
    }

    private static RecordedRun Recorded(RunEntity run)
    {
        var metadata = RunMetadata.FromJson(run.Metadata);
        var facts = new RunFacts
        {
            RunId = run.RunId,
            Source = run.Source,
            TriggeredBy = run.TriggeredBy,
            Status = run.Status,
            StartedAt = run.StartedAt,
            EndedAt = run.EndedAt,
            DurationMs = run.DurationMs,
            Fetched = metadata.Fetched,
            Inserted = metadata.Inserted,
            DistinctAssets = metadata.DistinctAssets,
            PagesExpected = metadata.PagesExpected,
            PagesReceived = metadata.PagesReceived,
            FirstPageReceived = metadata.FirstPageReceived,
            FailureClass = Enum.TryParse<FailureClass>(metadata.FailureClass, ignoreCase: true, out var failure)
                ? failure
                : null,
            ErrorMessage = run.ErrorMessage,
        };
        return new RecordedRun(facts, metadata.FirstRawId, metadata.LastRawId);
    }
}
