using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// One transaction that derives one source, on a session of its caller. Dropped without a commit, it leaves nothing.
/// </summary>
internal sealed class SourceTransformation : ITransformation
{
    private readonly NpgsqlConnection _session;
    private readonly NpgsqlTransaction _transaction;
    private readonly SourceDescription _source;
    private readonly AssetLinks _links;
    private readonly ObservationStage _observations;
    private readonly FailureStage _failures;
    private readonly DateTimeOffset _startedAt;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly bool _isFull;
    private long _read;
    private DateTimeOffset? _newest;

    private SourceTransformation(
        NpgsqlConnection session,
        NpgsqlTransaction transaction,
        SourceDescription source,
        long resumeAfter,
        bool isFull,
        DateTimeOffset startedAt,
        TimeProvider time,
        ILogger log
    )
    {
        (_session, _transaction, _source, ResumeAfter, _isFull, _startedAt, _time, _log) = (
            session,
            transaction,
            source,
            resumeAfter,
            isFull,
            startedAt,
            time,
            log
        );
        _links = new AssetLinks(session, source.Name);
        _observations = new ObservationStage(session, source.Name, startedAt);
        _failures = new FailureStage(session, source.Name, startedAt);
    }

    public string? LockedBy => null;

    public long ResumeAfter { get; }

    public static async Task<SourceTransformation> BeginAsync(
        NpgsqlConnection session,
        SourceDescription source,
        bool full,
        TimeProvider time,
        ILogger log,
        CancellationToken ct
    )
    {
        var startedAt = Timestamp.ToMicroseconds(time.GetUtcNow());
        var transaction = await session.BeginTransactionAsync(ct);
        var resumeAfter = (long)(await ScalarAsync(session, "resume_after", source.Name, ct))!;
        var version = await ScalarAsync(session, "transform_version", source.Name, ct) as string;
        if (resumeAfter > 0 && (full || version != source.TransformVersion))
        {
            TransformationLog.StartsOver(log, source.Name, version ?? "an unknown version", source.TransformVersion);
            await ClearAsync(session, source.Name, ct);
            resumeAfter = 0;
        }

        var transformation = new SourceTransformation(
            session,
            transaction,
            source,
            resumeAfter,
            isFull: resumeAfter == 0,
            startedAt,
            time,
            log
        );
        await transformation._links.CreateAsync(ct);
        await transformation._observations.CreateAsync(ct);
        await transformation._failures.CreateAsync(ct);
        return transformation;
    }

    public async Task WriteAsync(MappedChunk chunk, CancellationToken ct)
    {
        _read += chunk.Rows.Count;
        var accepted = Accepted(chunk);
        var assets = await _links.ResolveAsync(accepted, ct);
        await _observations.WriteAsync(accepted, assets, ct);
        await _failures.WriteAsync(chunk, ct);
        foreach (var (_, observation) in accepted)
            if (_newest is null || observation.LastUpdated > _newest)
                _newest = observation.LastUpdated;
    }

    public async Task<TransformResult> CommitAsync(CancellationToken ct)
    {
        await PublishLinksAsync(ct);
        await RecordAsync(ct);
        await _transaction.CommitAsync(ct);

        var result = new TransformResult(
            _source.Name,
            _read,
            _observations.Inserted,
            _observations.Replaced,
            _observations.Superseded,
            _failures.Written,
            _isFull,
            _time.GetUtcNow() - _startedAt
        );
        TransformationLog.Committed(
            _log,
            result.Source,
            result.Read,
            result.Inserted,
            result.Superseded,
            result.Failed,
            (long)result.Duration.TotalMilliseconds
        );
        return result;
    }

    public ValueTask DisposeAsync() => _transaction.DisposeAsync();

    private static List<(long RawId, Observation Observation)> Accepted(MappedChunk chunk)
    {
        var accepted = new List<(long, Observation)>(chunk.Rows.Count);
        for (var at = 0; at < chunk.Rows.Count; at++)
            if (chunk.Mappings[at] is Mapping.Accepted mapping)
                accepted.Add((chunk.Rows[at].Id, mapping.Observation));
        return accepted;
    }

    /// <summary>Last, because it is the one moment in which sources could wait for each other.</summary>
    private async Task PublishLinksAsync(CancellationToken ct)
    {
        await using (var takeTurn = Sql.Command(_session, "lock_assets", ("kind", AdvisoryLocks.Assets)))
            await takeTurn.ExecuteNonQueryAsync(ct);
        await using (var insertAssets = Sql.Command(_session, "insert_assets"))
            await insertAssets.ExecuteNonQueryAsync(ct);
        await using (
            var insertLinks = Sql.Command(
                _session,
                "insert_asset_sources",
                ("source", _source.Name),
                ("linked_at", _startedAt)
            )
        )
            await insertLinks.ExecuteNonQueryAsync(ct);
        if (!_isFull)
            return;

        await using var deleteOrphans = Sql.Command(_session, "delete_orphan_assets");
        await deleteOrphans.ExecuteNonQueryAsync(ct);
    }

    private async Task RecordAsync(CancellationToken ct)
    {
        await using var record = Sql.Command(
            _session,
            "record_transformation",
            ("source", _source.Name),
            ("version", _source.TransformVersion),
            ("transformed_at", _startedAt),
            ("is_full", _isFull),
            ("new_rows", _observations.Inserted),
            ("new_failures", _failures.Written),
            ("transformed_rows", _observations.Inserted + _observations.Superseded),
            ("newest_data_at", _newest)
        );
        await record.ExecuteNonQueryAsync(ct);
        await using var announce = Sql.Command(_session, "notify_commit");
        await announce.ExecuteNonQueryAsync(ct);
    }

    private static async Task ClearAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        foreach (var statement in (string[])["clear_market_data", "clear_failures", "clear_asset_sources"])
            await ScalarAsync(session, statement, source, ct);
    }

    private static async Task<object?> ScalarAsync(
        NpgsqlConnection session,
        string statement,
        string source,
        CancellationToken ct
    )
    {
        await using var command = Sql.Command(session, statement, ("source", source));
        return await command.ExecuteScalarAsync(ct);
    }
}
