using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Quotas;
using Kasparro.Infrastructure.Postgres.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>Closes runs as failed, on a connection of its own: the run's may be what failed.</summary>
internal sealed class FailureRecorder(KasparroDatabase database, TimeProvider time, ILogger log)
{
    /// <summary>Given to the database in any case, and all it is given once the process has to end.</summary>
    private static readonly TimeSpan s_leastPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Tries until the run's deadline. Returns the run as it is recorded: failed, or successful where only the response
    /// to its COMMIT was lost. Null where it was never recorded, or the failure could not be.
    /// </summary>
    /// <param name="uncountedRequests">Requests that the run sent since it last counted them.</param>
    public async Task<EtlRun?> RecordAsync(
        EtlRun run,
        RunFailure failure,
        RunMetadata metadata,
        long uncountedRequests,
        DateTimeOffset deadline,
        CancellationToken stop
    )
    {
        var left = deadline - time.GetUtcNow();
        using var limit = new CancellationTokenSource(left > s_leastPatience ? left : s_leastPatience, time);
        await using var hurry = stop.Register(() => limit.CancelAfter(s_leastPatience));
        try
        {
            return await RetryAsync(run, failure, metadata, uncountedRequests, limit.Token);
        }
        catch (Exception unrecorded)
            when (unrecorded
                    is NpgsqlException
                        or OperationCanceledException
                        or DbUpdateException
                        or InvalidOperationException
            )
        {
            RunLog.NotRecorded(log, unrecorded, run.Source, run.RunId);
            return null;
        }
    }

    private async Task<EtlRun?> RetryAsync(
        EtlRun run,
        RunFailure failure,
        RunMetadata metadata,
        long uncountedRequests,
        CancellationToken ct
    )
    {
        while (true)
        {
            try
            {
                return await TryRecordAsync(run, failure, metadata, uncountedRequests, ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                // It ended between our look and our write: how, the next look says.
            }
            catch (Exception passing) when (DatabaseErrors.IsPassing(passing))
            {
                RunLog.RecordingRetried(
                    log,
                    run.Source,
                    run.RunId,
                    failure.Sentence,
                    s_pause.TotalSeconds,
                    passing.Message
                );
                await Task.Delay(s_pause, time, ct);
            }
        }
    }

    private async Task<EtlRun?> TryRecordAsync(
        EtlRun run,
        RunFailure failure,
        RunMetadata metadata,
        long uncountedRequests,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        db.Database.SetCommandTimeout(s_leastPatience);
        await using var transaction = await BoundedTransaction.BeginAsync(db, ct);
        var stored = await db.Runs.AsTracking().FirstOrDefaultAsync(recorded => recorded.RunId == run.RunId, ct);
        if (stored is not { Status: RunStatus.Running })
            return stored;

        stored.Fail(failure, metadata, Timestamp.ToMicroseconds(time.GetUtcNow()));
        (await db.CheckpointOfAsync(run.Source, ct)).RecordFailure(stored);
        await db.SaveChangesAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await RequestCounts.AddAsync(connection, run.Source, time.GetUtcNow(), uncountedRequests, ct);
        await transaction.CommitAsync(ct);
        return stored;
    }
}
