using Npgsql;

namespace Kasparro.Dev.Postgres;

/// <summary>Waits for a server that was just started.</summary>
internal static class Readiness
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <param name="isGone">Whether the server ended, so that waiting is in vain.</param>
    /// <returns>Null when it lets us in, else the last reason why it did not.</returns>
    public static async Task<string?> WaitAsync(string connectionString, TimeSpan limit, Func<bool> isGone)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                // Kerberos is not used, and asking for it logs an error where its library is absent.
                GssEncryptionMode = GssEncryptionMode.Disable,
            }
        );
        using var patience = new CancellationTokenSource(limit);
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(patience.Token);
                return null;
            }
            // It answered, and more waiting changes nothing: a wrong password, no such database.
            catch (PostgresException e) when (e.SqlState != PostgresErrorCodes.CannotConnectNow)
            {
                return e.MessageText;
            }
            catch (NpgsqlException e)
            {
                if (isGone() || patience.IsCancellationRequested)
                    return e.Message;
            }
            catch (OperationCanceledException)
            {
                return $"it did not answer for {limit.TotalSeconds} s";
            }

            await Task.Delay(s_pause, CancellationToken.None);
        }
    }
}
