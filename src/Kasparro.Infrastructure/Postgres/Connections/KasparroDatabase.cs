using System.Data;
using System.Data.Common;
using System.Globalization;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>The database: pooled connections for reads, sessions outside the pool for work under a lock.</summary>
/// <param name="connectionString">Of the sessions.</param>
/// <param name="read">Of the hosts that may serve reads.</param>
/// <param name="primary">Of the one host that has every commit; null where there is one host.</param>
/// <param name="hosts">What the other two come from; null where there is one host.</param>
/// <param name="sessionless">For reads until it is known that connections keep their session, and where they do not;
/// null where no statement is prepared anyway.</param>
internal sealed class KasparroDatabase(
    string connectionString,
    NpgsqlDataSource read,
    NpgsqlDataSource? primary = null,
    NpgsqlMultiHostDataSource? hosts = null,
    KasparroDatabase? sessionless = null
) : IAsyncDisposable, IDisposable
{
    private const string MigrationsHistory = "__ef_migrations_history";

    private static readonly TimeSpan s_endPatience = TimeSpan.FromSeconds(5);

    private readonly Sessions _sessions = new(connectionString);
    private volatile bool _keepsSessions = sessionless is null;

    /// <summary>For reads, which may come from a replica that lags.</summary>
    public NpgsqlDataSource ReadDataSource => _keepsSessions ? read : sessionless!.ReadDataSource;

    /// <summary>For reads that must see every commit.</summary>
    public NpgsqlDataSource PrimaryDataSource => _keepsSessions ? primary ?? read : sessionless!.PrimaryDataSource;

    /// <summary>Whether reads may come from hosts that lag behind each other.</summary>
    public bool MayLag => primary is not null && primary != read;

    /// <summary>Host and port, for messages.</summary>
    public string Address =>
        new NpgsqlConnectionStringBuilder(connectionString) is var address ? $"{address.Host}:{address.Port}" : "";

    public static bool HasSeveralHosts(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Host!.Contains(',', StringComparison.Ordinal);

    /// <summary>From now on statements are prepared and planned once in each session.</summary>
    public void TrustSessions() => _keepsSessions = true;

    /// <summary>As <see cref="OpenSessionAsync"/>, but sets nothing: the session may be another client's.</summary>
    public ValueTask<NpgsqlConnection> OpenUnchangedAsync(string name, CancellationToken ct) =>
        _sessions.OpenAsync(name, limit: null, ct);

    /// <summary>
    /// A connection of one owner that ends when it is closed, and with it every session lock it took. (A pooled one
    /// keeps its locks until it is used again.)
    /// </summary>
    /// <param name="name">Shown in <c>pg_stat_activity</c>, so that people see whose a lock is.</param>
    /// <param name="limit">The longest that a statement may take and the session may wait for a lock; null for as long
    /// as the caller waits.</param>
    public async Task<NpgsqlConnection> OpenSessionAsync(string name, TimeSpan? limit, CancellationToken ct)
    {
        var connection = await _sessions.OpenAsync(name, limit, ct);
        try
        {
            var milliseconds = (long)(limit?.TotalMilliseconds ?? 0);
            await Sql.ExecuteAsync(
                connection,
                "start_session",
                ct,
                ("name", name),
                ("limit", milliseconds.ToString(CultureInfo.InvariantCulture))
            );
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Frees the session's locks before it is closed: the server notices a close a moment later, and the next run may
    /// start at once. A server that cannot be reached is not waited for.
    /// </summary>
    public static async Task EndSessionAsync(NpgsqlConnection session)
    {
        using var patience = new CancellationTokenSource(s_endPatience);
        try
        {
            if (session.FullState == ConnectionState.Open)
                await UnlockAsync(session, patience.Token);
        }
        catch (Exception lost) when (lost is NpgsqlException or OperationCanceledException)
        {
            // The session is lost, and its locks with it.
        }

        await session.DisposeAsync();
    }

    private static async Task UnlockAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var unlock = Sql.Command(session, "unlock_all");
        try
        {
            await unlock.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException failed) when (failed.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
        {
            await Sql.ExecuteAsync(session, "rollback", ct);
            await unlock.ExecuteNonQueryAsync(ct);
        }
    }

    public static KasparroDbContext ContextOn(DbConnection connection) =>
        Context((options, npgsql) => options.UseNpgsql(connection, npgsql));

    /// <summary>Of the model alone: nothing is connected.</summary>
    public static KasparroDbContext ContextWithoutConnection() =>
        Context((options, npgsql) => options.UseNpgsql(npgsql));

    public KasparroDbContext NewContext() => Context((options, npgsql) => options.UseNpgsql(ReadDataSource, npgsql));

    public void Dispose()
    {
        _sessions.Dispose();
        read.Dispose();
        hosts?.Dispose();
        sessionless?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await read.DisposeAsync();
        if (hosts is not null)
            await hosts.DisposeAsync();
        if (sessionless is not null)
            await sessionless.DisposeAsync();
    }

    private static KasparroDbContext Context(
        Func<DbContextOptionsBuilder, Action<NpgsqlDbContextOptionsBuilder>, DbContextOptionsBuilder> use
    )
    {
        var options = new DbContextOptionsBuilder<KasparroDbContext>();
        use(options, npgsql => npgsql.SetPostgresVersion(15, 0).MigrationsHistoryTable(MigrationsHistory))
            .UseSnakeCaseNamingConvention()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return new KasparroDbContext(options.Options);
    }
}
