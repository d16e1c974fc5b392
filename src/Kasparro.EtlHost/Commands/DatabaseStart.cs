using Kasparro.Application.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.EtlHost.Commands;

/// <summary>The database may start together with us: it is given a few seconds before the command fails.</summary>
internal sealed partial class DatabaseStart(
    NpgsqlDataSource database,
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
    public async Task WaitAsync(CancellationToken ct)
    {
        foreach (var pause in s_pauses)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(ct);
                return;
            }
            catch (NpgsqlException reason) when (reason is not PostgresException || reason.IsTransient)
            {
                LogUnavailable(log, pause.TotalSeconds, reason.Message);
                await Task.Delay(pause, time, ct);
            }
        }

        await using var last = await database.OpenConnectionAsync(ct);
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
