using Kasparro.Application.Retention;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Postgres.Retention;

internal sealed class RetentionStore(
    KasparroDatabase database,
    TimeProvider time,
    ProcessIdentity process,
    ILogger<RetentionStore> log
) : IRetentionStore
{
    public async Task<RetentionState> FindAsync(string source, CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var find = Sql.Command(connection, "find_retention", ("source", source));
        await using var row = await find.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var (ours, databases) = (time.GetUtcNow(), row.GetTime("now"));
        return new RetentionState(row.TimeOrNull("prices_from"), ours < databases ? ours : databases);
    }

    public async Task<RetentionResult> RemoveAsync(
        SourceDescription source,
        DateTimeOffset pricesFrom,
        string? archivePath,
        CancellationToken ct
    )
    {
        await using var session = await LockedSession.TryOpenAsync(database, process, source, time, ct);
        if (session is null)
            return RetentionResult.Nothing;

        var prices = new ExpiredPrices(session.Connection, source.Name, time);
        var archive = archivePath is null
            ? null
            : new BronzeArchive(session.Connection, source.Name, archivePath, time);
        RunFailure? failure = null;
        try
        {
            await prices.RemoveAsync(pricesFrom, session.Limit.Token);
            if (archive is not null && await session.TryLockIngestionAsync(source.Name, session.Limit.Token))
                failure = await archive.MoveAsync(prices.From!.Value, session.Limit.Token);
        }
        catch (OperationCanceledException) when (session.Limit.HasPassed)
        {
            // What goes on with the next run is no failure; what never gets anywhere is one.
            if (prices.Removed + (archive?.Moved ?? 0) == 0)
                failure = session.Limit.ToFailure("retention");
            else
                RetentionLog.Interrupted(log, source.Name);
        }

        var result = new RetentionResult(prices.From, prices.Removed, archive?.Moved ?? 0, Failure: failure);
        Log(source.Name, result);
        return result;
    }

    public async Task<RetentionResult> RestoreAsync(
        SourceDescription source,
        DateTimeOffset? pricesFrom,
        CancellationToken ct
    )
    {
        await using var session = await LockedSession.TryOpenAsync(database, process, source, time, ct);
        if (session is null)
            return RetentionResult.Nothing;

        await using var transaction = await BoundedTransaction.BeginAsync(session.Connection, ct);
        var (name, now) = (source.Name, Timestamp.ToMicroseconds(time.GetUtcNow()));
        if (pricesFrom is { } from)
            await PricesLimit.MoveAsync(session.Connection, name, from, now, ct);
        else
            await Sql.ExecuteAsync(session.Connection, "keep_all_prices", ct, ("source", name));
        await Sql.ExecuteAsync(session.Connection, "note_restoration", ct, ("source", name), ("now", now));
        await transaction.CommitAsync(ct);
        RetentionLog.Restoring(log, name);
        return new RetentionResult(pricesFrom, IsRestoring: true);
    }

    private void Log(string source, RetentionResult result)
    {
        if (result.Expired > 0)
            RetentionLog.Expired(log, source, result.Expired, result.PricesFrom!.Value.UtcDateTime);
        if (result.Archived > 0)
            RetentionLog.Archived(log, source, result.Archived);
        if (result.Failure is { } failure)
            RetentionLog.Failed(log, source, failure.Sentence, failure.NextStep);
    }
}
