using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Postgres.Connections;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Retention;

/// <summary>A session that has the lock of a source's transformation, for as long as the source's time limit.</summary>
internal sealed class LockedSession : IAsyncDisposable
{
    private LockedSession(NpgsqlConnection connection, SessionLimit limit) => (Connection, Limit) = (connection, limit);

    public NpgsqlConnection Connection { get; }

    public SessionLimit Limit { get; }

    /// <summary>Null where the source is being transformed.</summary>
    public static async Task<LockedSession?> TryOpenAsync(
        KasparroDatabase database,
        ProcessIdentity process,
        SourceDescription source,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var connection = await database.OpenSessionAsync(
            $"{AdvisoryLocks.RetentionSession}{process.Name}",
            source.TimeLimit,
            ct
        );
        try
        {
            if (await AdvisoryLocks.LockAsync(connection, AdvisoryLocks.Transformation, source.Name, ct) is null)
                return new LockedSession(
                    connection,
                    new SessionLimit(database, connection, source.TimeLimit, time, ct)
                );
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(connection);
            throw;
        }

        await KasparroDatabase.EndSessionAsync(connection);
        return null;
    }

    /// <summary>No run of the source looks for known records meanwhile.</summary>
    /// <returns>Whether no run was there already.</returns>
    public Task<bool> TryLockIngestionAsync(string source, CancellationToken ct) =>
        AdvisoryLocks.TryTakeAsync(Connection, AdvisoryLocks.Ingestion, source, ct);

    public async ValueTask DisposeAsync()
    {
        await Limit.DisposeAsync();
        await KasparroDatabase.EndSessionAsync(Connection);
    }
}
