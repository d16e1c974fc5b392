using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Quotas;
using Kasparro.Infrastructure.Postgres.Runs;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>Closes runs as failed, on a connection of its own: the run's may be what failed.</summary>
internal sealed class FailureRecorder(
    KasparroDatabase database,
    TimeProvider time,
    ProcessIdentity process,
    ILogger log
)
{
    /// <summary>Given to the database in any case, and all it is given once the process has to end.</summary>
    private static readonly TimeSpan s_leastPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Tries until the run's deadline. Returns the run as it is recorded: failed, or successful where only the response
    /// to its COMMIT was lost. Null where it was never recorded, or the failure could not be.
    /// </summary>
    /// <param name="uncountedRequests">Requests that the run sent since it last counted them.</param>
    public async Task<StoredRun?> RecordAsync(
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
            when (unrecorded is NpgsqlException or OperationCanceledException or InvalidOperationException)
        {
            RunLog.NotRecorded(log, unrecorded, run.Source, run.RunId);
            return null;
        }
    }

    private async Task<StoredRun?> RetryAsync(
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
            catch (RunEndedException)
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

    private async Task<StoredRun?> TryRecordAsync(
        EtlRun run,
        RunFailure failure,
        RunMetadata metadata,
        long uncountedRequests,
        CancellationToken ct
    )
    {
        await using var session = await database.OpenSessionAsync(
            $"kasparro-failure {process.Name}",
            s_leastPatience,
            ct
        );
        await using var transaction = await BoundedTransaction.BeginAsync(session, ct);
        var stored = await StoredRun.FindAsync(session, run.RunId, ct);
        if (stored is not { Status: RunStatus.Running })
            return stored;

        var failed = stored.ToRunning();
        failed.Fail(failure, metadata, Timestamp.ToMicroseconds(time.GetUtcNow()));
        await StoredRun.EndAsync(session, failed, ct);
        var checkpoint = await StoredCheckpoints.ReadAsync(session, run.Source, ct);
        await StoredCheckpoints.WriteAsync(session, checkpoint.RecordFailure(failed), ct);
        await RequestCounts.AddAsync(session, run.Source, time.GetUtcNow(), uncountedRequests, ct);
        await transaction.CommitAsync(ct);
        return stored with { Status = RunStatus.Failed };
    }
}
