using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>One run: its session holds the source's lock and the staged rows, and both go with it.</summary>
internal sealed class IngestRun(
    KasparroDatabase database,
    NpgsqlConnection session,
    BronzeStage stage,
    SourceDescription source,
    RunEntity run,
    ProcessIdentity process,
    TimeProvider time,
    ILogger log
) : IIngestRun
{
    /// <summary>A database that cannot even take down a failure is not waited for longer.</summary>
    private static readonly TimeSpan s_failureLimit = TimeSpan.FromSeconds(5);

    private readonly FetchMetrics _metrics = new();
    private FetchContext? _context;

    public string? LockedBy => null;

    public FetchContext FetchContext =>
        _context ??= new FetchContext(run.RunId, run.StartedAt + source.TimeLimit, _metrics);

    public long Fetched => stage.Rows;

    public CancellationTokenSource LimitTime(CancellationToken ct)
    {
        var timer = new CancellationTokenSource(Max(FetchContext.Deadline - time.GetUtcNow(), TimeSpan.Zero), time);
        var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        linked.Token.Register(timer.Dispose);
        return linked;
    }

    public Task StageAsync(SourcePage page, CancellationToken ct) => stage.AddAsync(page, ct);

    public async Task<IngestResult> CommitAsync(CancellationToken ct)
    {
        await using var db = KasparroDatabase.ContextOn(session);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var inserted = await stage.MoveToBronzeAsync(run.RunId, ct);
        var counts = new RunCounts(stage.Rows, inserted);
        var now = Now();

        db.Runs.Attach(run);
        End(RunStatus.Success, now);
        run.RecordsProcessed = counts.Fetched;
        run.Metadata = (Metadata() with { Inserted = inserted, Duplicates = counts.Duplicates }).ToJson();
        if (stage.Assets.Fingerprints is { } assets)
            db.RunAssets.Add(new RunAssetsEntity { RunId = run.RunId, Fingerprints = assets.ToBytes() });
        await new CheckpointRepository(db).AdvanceAsync(source.Name, run.StartedAt, run.RunId, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        RunLog.Committed(log, source.Name, run.RunId, counts.Inserted, counts.Fetched, run.DurationMs!.Value);
        return new IngestResult(source.Name, IngestOutcome.Succeeded, run.RunId, counts, now - run.StartedAt);
    }

    public async Task<IngestResult> FailAsync(Exception reason)
    {
        var now = Now();
        var failure = FailureOf.From(reason, now >= FetchContext.Deadline);
        RunLog.Failed(log, source.Name, run.RunId, Name(failure.Class), failure.Sentence, failure.NextStep);
        try
        {
            using var limit = new CancellationTokenSource(s_failureLimit);
            if (!await RecordFailureAsync(failure, now, limit.Token) && await CommittedAsync(limit.Token) is { } counts)
                return new IngestResult(source.Name, IngestOutcome.Succeeded, run.RunId, counts, now - run.StartedAt);
        }
        catch (Exception unrecorded)
            when (unrecorded
                    is NpgsqlException
                        or OperationCanceledException
                        or TimeoutException
                        or DbUpdateException
                        or InvalidOperationException
            )
        {
            RunLog.NotRecorded(log, unrecorded, source.Name, run.RunId);
        }

        return new IngestResult(
            source.Name,
            IngestOutcome.Failed,
            run.RunId,
            new RunCounts(stage.Rows, 0),
            now - run.StartedAt,
            Failure: failure
        );
    }

    public async ValueTask DisposeAsync() => await KasparroDatabase.EndSessionAsync(session);

    /// <summary>
    /// On a connection of its own: the run's may be what broke. False where the run is no longer running.
    /// </summary>
    private async Task<bool> RecordFailureAsync(RunFailure failure, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var metadata = (
            Metadata() with
            {
                FailureClass = Name(failure.Class),
                NextStep = failure.NextStep,
                UpstreamText = failure.UpstreamText,
            }
        ).ToJson();
        var durationMs = (long)(now - run.StartedAt).TotalMilliseconds;
        var closed = await db
            .Runs.Where(r => r.RunId == run.RunId && r.Status == RunStatus.Running)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.Status, RunStatus.Failed)
                        .SetProperty(r => r.EndedAt, now)
                        .SetProperty(r => r.DurationMs, durationMs)
                        .SetProperty(r => r.ErrorMessage, failure.ToString())
                        .SetProperty(r => r.Metadata, metadata),
                ct
            );
        if (closed == 0)
            return false;

        await new CheckpointRepository(db).RecordFailureAsync(source.Name, failure.ToString(), now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>
    /// The connection can break after PostgreSQL committed and before it could say so: then the run did succeed.
    /// </summary>
    private async Task<RunCounts?> CommittedAsync(CancellationToken ct)
    {
        await using var db = database.NewContext();
        var stored = await db.Runs.FirstOrDefaultAsync(r => r.RunId == run.RunId && r.Status == RunStatus.Success, ct);
        return stored is null
            ? null
            : new RunCounts(stored.RecordsProcessed, RunMetadata.FromJson(stored.Metadata).Inserted ?? 0);
    }

    private void End(RunStatus status, DateTimeOffset now)
    {
        run.Status = status;
        run.EndedAt = now;
        run.DurationMs = (long)(now - run.StartedAt).TotalMilliseconds;
    }

    private RunMetadata Metadata() =>
        process.NewMetadata() with
        {
            Fetched = stage.Rows,
            DistinctAssets = stage.Assets.Count,
            FirstRawId = stage.FirstId,
            LastRawId = stage.LastId,
            FirstPageReceived = stage.HasFirstPage,
            PagesReceived = _metrics.PagesReceived,
            PagesExpected = _metrics.PagesExpected,
            Requests = _metrics.Requests,
            Retries = _metrics.Retries,
            WaitedMs = (long)_metrics.Waited.TotalMilliseconds,
            Bytes = _metrics.Bytes,
        };

    private DateTimeOffset Now() => Timestamp.ToMicroseconds(time.GetUtcNow());

    private static string Name(FailureClass failureClass) => failureClass.ToString().ToLowerInvariant();

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
