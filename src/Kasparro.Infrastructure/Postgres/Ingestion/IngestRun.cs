using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Drift;
using Kasparro.Infrastructure.Postgres.Quotas;
using Kasparro.Infrastructure.Postgres.Runs;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>One run: its session holds the source's lock and the staged rows, and both go with it.</summary>
internal sealed class IngestRun(
    NpgsqlConnection session,
    SessionLimit limit,
    BronzeStage stage,
    SourceDescription source,
    EtlRun run,
    FetchWindow? window,
    Completeness expected,
    RequestBudget? budget,
    ProcessIdentity process,
    FailureRecorder failures,
    DriftPolicies policies,
    TimeProvider time,
    ILogger log
) : IIngestRun
{
    private const int MostRefusals = 10;

    private readonly FetchMetrics _metrics = new(budget);
    private long _requestsCounted;
    private FetchContext? _context;

    public FetchContext FetchContext =>
        _context ??= new FetchContext(run.RunId, run.StartedAt + source.TimeLimit, _metrics)
        {
            Expected = expected,
            Window = window,
        };

    public long Fetched => stage.Rows;

    public CancellationToken Limit => limit.Token;

    public async Task StageAsync(SourcePage page, CancellationToken ct)
    {
        await CountRequestsAsync(ct);
        await stage.AddAsync(page, ct);
    }

    private async Task CountRequestsAsync(CancellationToken ct)
    {
        var sent = _metrics.Requests;
        await RequestCounts.AddAsync(session, source.Name, time.GetUtcNow(), sent - _requestsCounted, ct);
        _requestsCounted = sent;
    }

    public async Task<IngestResult> CommitAsync(CancellationToken ct)
    {
        await CountRequestsAsync(ct);
        await using var transaction = await BoundedTransaction.BeginAsync(session, ct);
        var inserted = await stage.MoveToBronzeAsync(run.RunId, ct);
        var counts = new RunCounts(stage.Rows, inserted);

        var metadata = Metadata() with
        {
            Inserted = counts.Inserted,
            Duplicates = counts.Duplicates,
            Pages = stage.Pages,
            Digest = await stage.DigestAsync(source.Name, run.RunId, inserted, ct),
            UsualRecords = expected.IsBelowUsual(counts.Fetched) ? expected.Usual : null,
        };
        run.Succeed(metadata, Now());
        await StoredRun.EndAsync(session, run, ct);
        var checkpoint = await StoredCheckpoints.ReadAsync(session, source.Name, ct);
        await StoredCheckpoints.WriteAsync(
            session,
            window is null ? checkpoint.Advance(run) : checkpoint.AdvanceBackfill(run, window.State),
            ct
        );
        if (window is null)
            await RecordAsync(ct);
        await transaction.CommitAsync(ct);

        RunLog.Committed(log, source.Name, run.RunId, counts.Inserted, counts.Fetched, run.DurationMs!.Value);
        return Result(IngestOutcome.Succeeded, counts) with { RefusedFiles = _metrics.RefusedFiles };
    }

    /// <summary>
    /// What later runs are held against. A backfill leaves nothing of it: the past is not how it is now.
    /// </summary>
    private async Task RecordAsync(CancellationToken ct)
    {
        if (stage.Assets.Fingerprints is { } assets)
            await Sql.ExecuteAsync(
                session,
                "insert_run_assets",
                ct,
                ("run_id", run.RunId),
                ("fingerprints", assets.ToBytes())
            );
        await new SchemaWatch(session, source, policies).RecordAsync(run, stage.Profile(), ct);
    }

    public async Task<IngestResult> FailAsync(Exception reason, CancellationToken ct)
    {
        var deadlinePassed = limit.HasPassed || time.GetUtcNow() >= FetchContext.Deadline;
        var failure = FailureClassifier.Classify(reason, deadlinePassed, limit);
        var stored = await failures.RecordAsync(
            run,
            failure,
            Metadata(),
            _metrics.Requests - _requestsCounted,
            FetchContext.Deadline,
            ct
        );
        if (stored is { Status: RunStatus.Success })
            return Result(
                IngestOutcome.Succeeded,
                new RunCounts(stored.RecordsProcessed, stored.Metadata.Inserted ?? 0)
            );

        RunLog.Failed(log, source.Name, run.RunId, Name(failure.Class), failure.Sentence, failure.NextStep);
        return Result(IngestOutcome.Failed, new RunCounts(stage.Rows, 0)) with { Failure = failure };
    }

    public async ValueTask DisposeAsync()
    {
        await limit.DisposeAsync();
        await KasparroDatabase.EndSessionAsync(session);
    }

    private IngestResult Result(IngestOutcome outcome, RunCounts counts) =>
        new(source.Name, outcome, run.RunId, counts, Now() - run.StartedAt);

    private RunMetadata Metadata() =>
        process.NewMetadata() with
        {
            Scope = source.Scope,
            Backfill = window?.ToPart(),
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
            RefusedFiles = _metrics.RefusedFiles is { Count: > 0 } refused
                ? [.. refused.Take(MostRefusals).Select(file => file.ToString())]
                : null,
        };

    private DateTimeOffset Now() => Timestamp.ToMicroseconds(time.GetUtcNow());

    private static string Name(FailureClass failureClass) => failureClass.ToString().ToLowerInvariant();
}
