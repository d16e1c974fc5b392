using System.Data.Common;
using Kasparro.Application;
using Kasparro.Application.Runs;
using Kasparro.Application.Status;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Status;

internal sealed class StatusReader(KasparroDatabase database, TimeProvider time) : IStatusReader
{
    /// <summary>
    /// Load balancers wait about so long for a health check; a database that needs more is as good as gone.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public async Task<DatabaseState> CheckAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var started = time.GetTimestamp();
        try
        {
            await using var db = database.NewContext();
            var pending = await db.Database.GetPendingMigrationsAsync(either.Token);
            var isCurrent = !pending.Any();
            return new DatabaseState(
                IsReachable: true,
                isCurrent,
                time.GetElapsedTime(started),
                isCurrent ? await ReadStatesAsync(either.Token) : []
            );
        }
        catch (Exception reason) when (IsUnavailable(reason) && !ct.IsCancellationRequested)
        {
            return new DatabaseState(IsReachable: false, IsCurrent: false, time.GetElapsedTime(started), []);
        }
    }

    public async Task<IReadOnlyList<SourceState>> ReadStatesAsync(CancellationToken ct)
    {
        await using var connection = await database.Pool.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "source_states.sql");
        await using var row = await command.ExecuteReaderAsync(ct);
        var states = new List<SourceState>();
        while (await row.ReadAsync(ct))
            states.Add(State(row));
        return states;
    }

    public async Task<IReadOnlyList<RunTotals>> ReadRunTotalsAsync(CancellationToken ct)
    {
        await using var connection = await database.Pool.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "run_totals.sql");
        await using var row = await command.ExecuteReaderAsync(ct);
        var totals = new List<RunTotals>();
        while (await row.ReadAsync(ct))
            totals.Add(
                new RunTotals(
                    row.GetString(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetInt64(3),
                    row.GetInt64(4),
                    Number(row, 5),
                    Number(row, 6),
                    Number(row, 7),
                    row.GetInt64(8),
                    Run(row)
                )
            );
        return totals;
    }

    /// <summary>
    /// EF Core wraps what it takes for passing trouble into an <see cref="InvalidOperationException"/>.
    /// </summary>
    private static bool IsUnavailable(Exception reason) =>
        reason
            is DbException
                or TimeoutException
                or OperationCanceledException
                or InvalidOperationException { InnerException: DbException or TimeoutException };

    private static SourceState State(NpgsqlDataReader row) =>
        new()
        {
            Source = row.GetString(0),
            LastStatus = row.IsDBNull(1) ? null : Enum.Parse<RunStatus>(row.GetString(1), ignoreCase: true),
            LastSuccessAt = Instant(row, 2),
            LastFailureAt = Instant(row, 3),
            LastFailureError = Text(row, 4),
            SilverRows = row.GetInt64(5),
            FailureRows = row.GetInt64(6),
            TransformedTotal = row.GetInt64(7),
            FailedTotal = row.GetInt64(8),
            NewestDataAt = Instant(row, 9),
            TransformedAt = Instant(row, 10),
            GrownAt = Instant(row, 11),
        };

    private static RunSummary Run(NpgsqlDataReader row) =>
        new(
            row.GetGuid(9),
            row.GetString(0),
            Enum.Parse<RunStatus>(row.GetString(10), ignoreCase: true),
            Enum.Parse<RunTrigger>(row.GetString(11), ignoreCase: true),
            row.GetFieldValue<DateTimeOffset>(12),
            Instant(row, 13),
            Number(row, 14),
            row.GetInt64(15),
            Text(row, 16),
            new JsonText(row.GetString(17))
        );

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
