using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Quotas;
using Kasparro.Infrastructure.Postgres.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

internal sealed class RunStore(
    KasparroDatabase database,
    TimeProvider time,
    ProcessIdentity process,
    DriftPolicies policies,
    ILogger<RunStore> log
) : IRunStore
{
    private const int Looks = 25;

    private static readonly TimeSpan s_pauseBetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly FailureRecorder _failures = new(database, time, process, log);

    public async Task<RunStart> BeginAsync(
        SourceDescription source,
        RunTrigger triggeredBy,
        bool acceptsFewer,
        FetchWindow? window,
        CancellationToken ct
    )
    {
        var session = await database.OpenSessionAsync($"kasparro-etl {process.Name}", source.TimeLimit, ct);
        try
        {
            if (await LockAsync(session, source, ct) is { } refused)
            {
                await session.DisposeAsync();
                return refused;
            }

            var run = StartRun(source, triggeredBy, window);
            var stage = new BronzeStage(session, BronzeTable.Of(source.Name), source.Fields, time);
            var limit = new SessionLimit(database, session, source.TimeLimit, time, ct);
            var (expected, budget, reason) = await RecordAsync(session, run, source, acceptsFewer, limit.Token);
            var ingestion = new IngestRun(
                session,
                limit,
                stage,
                source,
                run,
                window,
                expected,
                budget,
                process,
                _failures,
                policies,
                time,
                log
            );
            return reason is null ? new RunStart.Started(ingestion) : await FailedAsync(ingestion, reason, ct);
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    /// <summary>
    /// Null where the source is locked for this run. A run records itself a moment after it has locked its source, and
    /// frees the lock a moment after it has ended, so one look does not decide that a session is no run.
    /// </summary>
    private async Task<RunStart?> LockAsync(NpgsqlConnection session, SourceDescription source, CancellationToken ct)
    {
        for (var look = 1; ; look++)
        {
            if (await AdvisoryLocks.LockAsync(session, AdvisoryLocks.Ingestion, source.Name, ct) is not { } holder)
                return null;

            var isRun = holder is { IsOurs: true, IsRun: true };
            if (isRun || look == Looks)
                return holder.Objection("run", isRun, source.TimeLimit) is { } failure
                    ? NotStarted(source, failure)
                    : new RunStart.Locked(holder.Session.ToString());
            await Task.Delay(s_pauseBetweenLooks, time, ct);
        }
    }

    private RunStart.NotStarted NotStarted(SourceDescription source, RunFailure failure)
    {
        RunLog.NotStarted(log, source.Name, failure.Sentence, failure.NextStep);
        var nothing = new IngestResult(source.Name, IngestOutcome.Failed, null, default, TimeSpan.Zero);
        return new RunStart.NotStarted(nothing with { Failure = failure });
    }

    private EtlRun StartRun(SourceDescription source, RunTrigger triggeredBy, FetchWindow? window)
    {
        var now = Timestamp.ToMicroseconds(time.GetUtcNow());
        var metadata = process.NewMetadata() with { Backfill = window?.ToPart() };
        return EtlRun.Start(Guid.CreateVersion7(now), source.Name, triggeredBy, now, metadata);
    }

    /// <summary>
    /// Returns what the run has to receive, what it may send, and why it could not be recorded, which may be after
    /// PostgreSQL committed; null where it was.
    /// </summary>
    private async Task<(Completeness Expected, RequestBudget? Budget, Exception? Reason)> RecordAsync(
        NpgsqlConnection session,
        EtlRun run,
        SourceDescription source,
        bool acceptsFewer,
        CancellationToken ct
    )
    {
        try
        {
            var expected = await ExpectAsync(session, source, acceptsFewer, ct);
            await using var transaction = await BoundedTransaction.BeginAsync(session, ct);
            var checkpoint = await StoredCheckpoints.ReadAsync(session, run.Source, ct);
            checkpoint = await CloseDeadRunsAsync(session, checkpoint, run.StartedAt, ct);
            await StoredRun.InsertAsync(session, run, ct);
            await StoredCheckpoints.WriteAsync(session, checkpoint.RecordStart(run), ct);
            await transaction.CommitAsync(ct);
            RunLog.Started(log, run.Source, run.RunId);
            return (expected, await RequestCounts.FindBudgetAsync(session, source, run, ct), null);
        }
        catch (Exception reason)
        {
            return (Completeness.Unknown, null, reason);
        }
    }

    private static async Task<Completeness> ExpectAsync(
        NpgsqlConnection session,
        SourceDescription source,
        bool acceptsFewer,
        CancellationToken ct
    ) =>
        source.Scope is { } scope
            ? Completeness.From(await StoredRun.ReadEndedAsync(session, source.Name, ct), scope, acceptsFewer)
            : Completeness.Unknown;

    private static async Task<RunStart> FailedAsync(IngestRun ingestion, Exception reason, CancellationToken ct)
    {
        await using (ingestion)
            return new RunStart.NotStarted(await ingestion.FailAsync(reason, ct));
    }

    /// <summary>We have the source's lock, so the process of a run that is still recorded as running is gone.</summary>
    /// <returns>The checkpoint with their failures.</returns>
    private async Task<Checkpoint> CloseDeadRunsAsync(
        NpgsqlConnection session,
        Checkpoint checkpoint,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var stored in await StoredRun.ReadRunningAsync(session, checkpoint.Source, ct))
        {
            var dead = stored.ToRunning();
            dead.CloseAsDead(now);
            await StoredRun.EndAsync(session, dead, ct);
            checkpoint = checkpoint.RecordFailure(dead);
            RunLog.ClosedDead(log, dead.Source, dead.RunId);
        }

        return checkpoint;
    }
}
