using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>Listens for commits on its own connection, and reconnects whenever that is lost.</summary>
internal sealed partial class CommitListener(
    KasparroDatabase database,
    SessionCheck sessions,
    SilverVersion version,
    TimeProvider time,
    ILogger<CommitListener> log
) : BackgroundService
{
    private const string Name = "kasparro listener";

    /// <summary>A connection that is lost silently is noticed after twice this time.</summary>
    private const int PatienceSeconds = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(PatienceSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A notification would reach whichever client has the session by then.
                if (!await sessions.AreKeptAsync(stoppingToken))
                    return;
                await ListenAsync(stoppingToken);
            }
            catch (Exception lost)
                when (lost is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException)
            {
                // Every page is read from the database until this works again.
                version.Reset();
                CannotListen(log, lost.Message);
                await Task.Delay(s_pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenSessionAsync(Name, limit: null, ct);
        connection.Notification += (_, _) => version.Invalidate();
        await using (var listen = Sql.Command(connection, "listen_for_commits"))
            await listen.ExecuteNonQueryAsync(ct);
        while (true)
        {
            if (await ConfirmAsync(connection, ct))
                await connection.WaitAsync(s_pause, ct);
        }
    }

    private async Task<bool> ConfirmAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var notifications = version.Notifications;
        await using var read = Sql.Command(connection, "silver_version");
        read.CommandTimeout = PatienceSeconds;
        return version.Confirm((long)(await read.ExecuteScalarAsync(ct))!, notifications);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Could not listen for commits, so pages were not cached: {Reason}"
    )]
    private static partial void CannotListen(ILogger log, string reason);
}
