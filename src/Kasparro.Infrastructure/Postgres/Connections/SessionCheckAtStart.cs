using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>
/// For a host that only reads: statements are prepared once it is known that connections keep their session. The first
/// attempt comes before the first request; where the database is away, others follow.
/// </summary>
internal sealed partial class SessionCheckAtStart(
    SessionCheck sessions,
    KasparroDatabase database,
    TimeProvider time,
    ILogger<SessionCheckAtStart> log
) : BackgroundService
{
    /// <summary>A database that is away delays the start by no more than this.</summary>
    private static readonly TimeSpan s_firstLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    private bool _isKnown;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_firstLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        _isKnown = await TryAsync(either.Token);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_isKnown)
        {
            await Task.Delay(s_pause, time, stoppingToken);
            _isKnown = await TryAsync(stoppingToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            if (await sessions.AreKeptAsync(ct))
                database.TrustSessions();
            else
                LogNoSessions(log, database.Address);
            return true;
        }
        catch (Exception away)
            when (away is NpgsqlException or SocketException or TimeoutException or OperationCanceledException)
        {
            // What needs the database next reports it.
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database is behind a connection pooler that keeps no session ({Address}): statements are not "
            + "prepared, and pages are not cached"
    )]
    private static partial void LogNoSessions(ILogger log, string address);
}
