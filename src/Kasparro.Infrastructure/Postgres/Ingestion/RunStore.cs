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

internal sealed class RunStore(
    KasparroDatabase database,
    TimeProvider time,
    ProcessIdentity process,
    ILogger<RunStore> log
) : IRunStore
{
    public async Task<IIngestRun> BeginAsync(SourceDescription source, RunTrigger triggeredBy, CancellationToken ct)
    {
        var session = await database.OpenSessionAsync($"kasparro-etl {process.Name}", ct);
        try
        {
            if (!await AdvisoryLocks.TryTakeAsync(session, AdvisoryLocks.Ingestion, source.Name, ct))
            {
                var holder =
                    await AdvisoryLocks.LockedByAsync(session, AdvisoryLocks.Ingestion, source.Name, ct)
                    ?? "a run that has just ended";
                await session.DisposeAsync();
                return new BusyRun(holder);
            }

            var run = await RecordAsync(session, source, triggeredBy, ct);
            var stage = new BronzeStage(session, RawTable.Of(source.Name), time);
            await stage.CreateAsync(ct);
            return new IngestRun(database, session, stage, source, run, process, time, log);
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    private async Task<RunEntity> RecordAsync(
        NpgsqlConnection session,
        SourceDescription source,
        RunTrigger triggeredBy,
        CancellationToken ct
    )
    {
        await using var db = KasparroDatabase.ContextOn(session);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = Now();
        await CloseDeadRunsAsync(db, source.Name, now, ct);

        var run = new RunEntity
        {
            RunId = Guid.CreateVersion7(now),
            Source = source.Name,
            StartedAt = now,
            Status = RunStatus.Running,
            TriggeredBy = triggeredBy,
            Metadata = process.NewMetadata().ToJson(),
        };
        db.Runs.Add(run);
        await new CheckpointRepository(db).RecordStartAsync(source.Name, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        RunLog.Started(log, source.Name, run.RunId);
        return run;
    }

    /// <summary>We hold the source's lock, so whoever recorded a run as running is gone.</summary>
    private async Task CloseDeadRunsAsync(KasparroDbContext db, string source, DateTimeOffset now, CancellationToken ct)
    {
        foreach (
            var dead in await db
                .Runs.AsTracking()
                .Where(run => run.Source == source && run.Status == RunStatus.Running)
                .ToListAsync(ct)
        )
        {
            var failure = new RunFailure(
                FailureClass.System,
                "The process that ran it died before the run ended; the next run found it.",
                "Nothing was stored by it; the next run starts over."
            );
            dead.Status = RunStatus.Failed;
            dead.EndedAt = now;
            dead.DurationMs = (long)(now - dead.StartedAt).TotalMilliseconds;
            dead.ErrorMessage = failure.ToString();
            dead.Metadata = (
                RunMetadata.FromJson(dead.Metadata) with
                {
                    FailureClass = "system",
                    NextStep = failure.NextStep,
                }
            ).ToJson();
            await new CheckpointRepository(db).RecordFailureAsync(source, failure.ToString(), now, ct);
            await db.SaveChangesAsync(ct);
            RunLog.ClosedDead(log, source, dead.RunId);
        }
    }

    private DateTimeOffset Now() => Timestamp.ToMicroseconds(time.GetUtcNow());
}
