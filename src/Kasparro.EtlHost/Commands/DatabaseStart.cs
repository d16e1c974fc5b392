using System.Net.Sockets;
using System.Security.Cryptography;
using Kasparro.Application.Schema;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.EtlHost.Commands;

/// <summary>The database may start together with us: it is given a few seconds before the command fails.</summary>
internal sealed partial class DatabaseStart(
    SessionCheck sessions,
    IDatabaseSchema schema,
    TimeProvider time,
    ILogger<DatabaseStart> log
)
{
    private static readonly TimeSpan[] s_pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(4),
    ];

    /// <exception cref="NpgsqlException">It could not be reached in time, or refused us.</exception>
    /// <exception cref="ConfigurationException">It is behind a pooler that keeps no session.</exception>
    public async Task WaitAsync(CancellationToken ct)
    {
        try
        {
            if (await WaitForSessionsAsync(ct))
                return;
        }
        // A certificate or a file of passwords that is not there, or is none.
        catch (Exception reason)
            when (reason is IOException or UnauthorizedAccessException or CryptographicException
                && DatabaseErrors.Find(reason) is null
            )
        {
            throw new ConfigurationException([$"DATABASE_URL cannot be used as it is: {reason.Message}"]);
        }

        throw new ConfigurationException([
            $"DATABASE_URL leads through a connection pooler that keeps no session ({sessions.Address}), and with it "
                + $"no lock and no temporary table. {PoolerAdvice.For(sessions.Address)}",
        ]);
    }

    private async Task<bool> WaitForSessionsAsync(CancellationToken ct)
    {
        foreach (var pause in s_pauses)
        {
            try
            {
                return await sessions.AreKeptAsync(ct);
            }
            catch (Exception reason)
                when (reason is SocketException or NpgsqlException and (not PostgresException or { IsTransient: true }))
            {
                LogUnavailable(log, pause.TotalSeconds, reason.Message);
                await Task.Delay(pause, time, ct);
            }
        }

        return await sessions.AreKeptAsync(ct);
    }

    public async Task<bool> HasSchemaAsync(CancellationToken ct)
    {
        var pending = await schema.PendingAsync(ct);
        if (pending.Count == 0)
            return true;

        await Console.Error.WriteLineAsync(
            $"The database lacks {pending.Count} migration(s), the first is {pending[0]}. "
                + "Run the 'migrate' command first."
        );
        return false;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database does not respond yet, retrying in {Seconds} s: {Reason}"
    )]
    private static partial void LogUnavailable(ILogger log, double seconds, string reason);
}
