using System.Data;
using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.RunChecks;

internal sealed class RunHistory(KasparroDatabase database) : IRunHistory
{
    public async Task<RunFacts?> FindAsync(Guid runId, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var find = Sql.Command(connection, "find_run_facts", ("run_id", runId));
        return (await RunFactsRow.ReadAllAsync(find, ct)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<RunFacts>> ReadLatestAsync(
        string source,
        DateTimeOffset? asOf,
        int limit,
        CancellationToken ct
    )
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        return await ReadLatestAsync(connection, source, asOf, withBackfills: false, limit, ct);
    }

    public async Task<IReadOnlyList<RunFacts>> ReadEarlierAsync(RunFacts run, int limit, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var read = Sql.Command(
            connection,
            "earlier_run_facts",
            ("source", run.Source),
            ("sequence", run.Sequence),
            ("limit", limit)
        );
        return await RunFactsRow.ReadAllAsync(read, ct);
    }

    public async Task<SourceFacts> ReadSourceAsync(string source, DateTimeOffset? asOf, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        // Runs of one source never overlap, so only the latest can be running.
        var latest = (
            await ReadLatestAsync(connection, source, asOf, withBackfills: true, limit: 1, ct)
        ).SingleOrDefault();
        var seen = asOf is { } past ? latest?.AsOf(past) : latest;
        await using var read = Sql.Command(
            connection,
            "source_times",
            ("source", source),
            ("as_of", asOf?.ToUniversalTime())
        );
        await using var row = await read.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new SourceFacts
        {
            Source = source,
            LastSuccessAt = row.TimeOrNull("last_success_at"),
            Running = seen is { Status: RunStatus.Running } ? seen : null,
            TransformedAt = row.TimeOrNull("transformed_at"),
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
        await using var find = Sql.Command(connection, "is_running", ("run_id", running.RunId));
        return (bool)(await find.ExecuteScalarAsync(ct))!;
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
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var read = Sql.Command(connection, "assets_of_runs", ("run_ids", runIds.ToArray()));
        await using var row = await read.ExecuteReaderAsync(ct);
        var assets = new Dictionary<Guid, AssetFingerprints>();
        while (await row.ReadAsync(ct))
            assets.Add(row.GetGuid("run_id"), AssetFingerprints.FromBytes(row.GetFieldValue<byte[]>("fingerprints")));
        return assets;
    }

    public async Task<IReadOnlyDictionary<uint, string>> NameAssetsAsync(
        string source,
        IReadOnlyList<uint> fingerprints,
        CancellationToken ct
    )
    {
        var wanted = fingerprints.ToHashSet();
        var names = new Dictionary<uint, string>();
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var read = Sql.Command(connection, "listings_of_source", ("source", source));
        await using var row = await read.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            if (
                row.GetString(0) is var id
                && AssetFingerprint.Of(id) is var fingerprint
                && wanted.Contains(fingerprint)
            )
                names[fingerprint] = id;
        return names;
    }

    public Task<IReadOnlyList<AssetPrices>> ReadPricesAsync(RunFacts run, CancellationToken ct) =>
        RunPrices.ReadAsync(database, run, ct);

    private static async Task<List<RunFacts>> ReadLatestAsync(
        NpgsqlConnection connection,
        string source,
        DateTimeOffset? asOf,
        bool withBackfills,
        int limit,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(
            connection,
            "latest_run_facts",
            ("source", source),
            ("as_of", asOf?.ToUniversalTime()),
            ("with_backfills", withBackfills),
            ("limit", limit)
        );
        return await RunFactsRow.ReadAllAsync(read, ct);
    }
}
