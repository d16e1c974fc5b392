using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>
/// The time that one piece of work on a session may take. When it has passed, the work is cancelled; just before, the
/// database is asked which session the work waits for, because nothing can tell that afterwards.
/// </summary>
internal sealed class SessionLimit : IAsyncDisposable
{
    private static readonly TimeSpan s_lookPatience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _over = new();
    private readonly KasparroDatabase _database;
    private readonly int _pid;
    private readonly Task _watching;

    /// <param name="ct">Cancels the work before its time.</param>
    public SessionLimit(
        KasparroDatabase database,
        NpgsqlConnection session,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken ct
    )
    {
        (_database, _pid) = (database, session.ProcessID);
        _limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _watching = WatchAsync(limit, time);
    }

    public CancellationToken Token => _limit.Token;

    public bool HasPassed { get; private set; }

    /// <summary>The session that the work waited for when its time had passed; null where it waited for none.</summary>
    public DatabaseSession? BlockedBy { get; private set; }

    /// <param name="work">A run or a transformation.</param>
    public RunFailure ToFailure(string work) =>
        BlockedBy is { } session
            ? new RunFailure(
                FailureClass.System,
                $"The {work} waited for a lock until its time limit passed. It is locked by {session}.",
                $"End that session if it does not end by itself: SELECT pg_terminate_backend({session.Pid})."
            )
            : new RunFailure(
                FailureClass.Transient,
                $"The {work} was still running when its time limit passed.",
                "Raise the source's time limit or its page budget if this happens again."
            );

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
        _limit.Dispose();
    }

    private async Task WatchAsync(TimeSpan limit, TimeProvider time)
    {
        await Task.Delay(limit, time, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_over.IsCancellationRequested)
            return;

        BlockedBy = await FindBlockerAsync();
        HasPassed = true;
        await _limit.CancelAsync();
    }

    private async Task<DatabaseSession?> FindBlockerAsync()
    {
        using var patience = new CancellationTokenSource(s_lookPatience);
        try
        {
            await using var connection = await _database.PrimaryDataSource.OpenConnectionAsync(patience.Token);
            await using var find = Sql.Command(connection, "find_blocker", ("pid", _pid));
            find.CommandTimeout = (int)s_lookPatience.TotalSeconds;
            await using var row = await find.ExecuteReaderAsync(patience.Token);
            return await row.ReadAsync(patience.Token) ? DatabaseSession.Read(row) : null;
        }
        catch (Exception unknown) when (unknown is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            // The database cannot be reached: the work is cancelled all the same.
            return null;
        }
    }
}
