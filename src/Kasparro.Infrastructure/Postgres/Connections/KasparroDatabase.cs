using System.Data;
using System.Data.Common;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>The database: pooled connections for reads, sessions of their own for work that holds a lock.</summary>
/// <param name="connectionString">Of the sessions.</param>
/// <param name="pool">For reads, of whichever hosts may answer them.</param>
/// <param name="primary">For reads that must not lag; null where there is one host.</param>
/// <param name="hosts">What the other two come from; null where there is one host.</param>
/// <param name="sessionless">For reads until it is known that connections keep their session, and where they do not;
/// null where none are prepared anyway.</param>
internal sealed class KasparroDatabase(
    string connectionString,
    NpgsqlDataSource pool,
    NpgsqlDataSource? primary = null,
    NpgsqlMultiHostDataSource? hosts = null,
    KasparroDatabase? sessionless = null
) : IAsyncDisposable, IDisposable
{
    private const string MigrationsHistory = "__ef_migrations_history";

    private volatile bool _keepsSessions = sessionless is null;

    /// <summary>Pooled connections.</summary>
    public NpgsqlDataSource Pool => _keepsSessions ? pool : sessionless!.Pool;

    /// <summary>The same to the one host that has every commit.</summary>
    public NpgsqlDataSource Primary => _keepsSessions ? primary ?? pool : sessionless!.Primary;

    /// <summary>Without user and password, for messages.</summary>
    public string Address =>
        new NpgsqlConnectionStringBuilder(connectionString) is var address ? $"{address.Host}:{address.Port}" : "";

    /// <summary>Whether reads may be answered by hosts that lag behind each other.</summary>
    public bool MayLag => primary is not null && primary != pool;

    public static bool HasSeveralHosts(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Host!.Contains(',', StringComparison.Ordinal);

    /// <summary>From now on statements are prepared and planned once in each session.</summary>
    public void TrustSessions() => _keepsSessions = true;

    /// <summary>
    /// A connection that is nobody else's and ends when it is closed, and with it every session lock it took. (A pooled
    /// one
    /// keeps its locks until somebody uses it again.)
    /// </summary>
    /// <param name="purpose">Shown in <c>pg_stat_activity.application_name</c>, so that people see who holds a
    /// lock.</param>
    public async Task<NpgsqlConnection> OpenSessionAsync(string purpose, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                ApplicationName = purpose,
                // Of several hosts, the one that can be written.
                TargetSessionAttributes = HasSeveralHosts(connectionString) ? "primary" : null,
                KeepAlive = 30,
                TcpKeepAlive = true,
                CommandTimeout = 0,
                // Sessions carry bulk data: eight times the default saves most of the system calls.
                WriteBufferSize = 64 * 1024,
            }.ConnectionString
        );
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>
    /// Frees the session's locks before it is closed: the server notices a close a moment later, and the next run may
    /// begin at once.
    /// </summary>
    public static async Task EndSessionAsync(NpgsqlConnection session)
    {
        try
        {
            if (session.FullState == ConnectionState.Open)
            {
                await using var unlock = Sql.Command(session, "unlock_all");
                await unlock.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        catch (NpgsqlException)
        {
            // The session is lost, and its locks with it.
        }

        await session.DisposeAsync();
    }

    public static KasparroDbContext ContextOn(DbConnection connection) =>
        new(Configure(new DbContextOptionsBuilder<KasparroDbContext>(), connection).Options);

    public KasparroDbContext NewContext() =>
        new(Configure(new DbContextOptionsBuilder<KasparroDbContext>(), Pool).Options);

    public static DbContextOptionsBuilder<KasparroDbContext> Configure(
        DbContextOptionsBuilder<KasparroDbContext> options,
        string connectionString
    ) =>
        WithConventions(
            (DbContextOptionsBuilder<KasparroDbContext>)
                options.UseNpgsql(
                    connectionString,
                    npgsql => npgsql.SetPostgresVersion(15, 0).MigrationsHistoryTable(MigrationsHistory)
                )
        );

    public static DbContextOptionsBuilder<KasparroDbContext> Configure(
        DbContextOptionsBuilder<KasparroDbContext> options,
        DbConnection connection
    ) =>
        WithConventions(
            (DbContextOptionsBuilder<KasparroDbContext>)
                options.UseNpgsql(
                    connection,
                    npgsql => npgsql.SetPostgresVersion(15, 0).MigrationsHistoryTable(MigrationsHistory)
                )
        );

    public static DbContextOptionsBuilder<KasparroDbContext> Configure(
        DbContextOptionsBuilder<KasparroDbContext> options,
        NpgsqlDataSource dataSource
    ) =>
        WithConventions(
            (DbContextOptionsBuilder<KasparroDbContext>)
                options.UseNpgsql(
                    dataSource,
                    npgsql => npgsql.SetPostgresVersion(15, 0).MigrationsHistoryTable(MigrationsHistory)
                )
        );

    public void Dispose()
    {
        pool.Dispose();
        hosts?.Dispose();
        sessionless?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        if (hosts is not null)
            await hosts.DisposeAsync();
        if (sessionless is not null)
            await sessionless.DisposeAsync();
    }

    private static DbContextOptionsBuilder<KasparroDbContext> WithConventions(
        DbContextOptionsBuilder<KasparroDbContext> options
    ) =>
        (DbContextOptionsBuilder<KasparroDbContext>)
            options.UseSnakeCaseNamingConvention().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
}
