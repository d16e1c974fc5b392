using System.Data;
using System.Data.Common;
using System.Globalization;
using Kasparro.Application;
using Kasparro.Application.Runs;
using Kasparro.Application.Schema;
using Kasparro.Application.Status;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Status;

internal sealed class StatusReader(KasparroDatabase database, IDatabaseSchema schema, TimeProvider time) : IStatusReader
{
    public async Task<DatabaseState> CheckAsync(TimeSpan patience, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var started = time.GetTimestamp();
        try
        {
            var isCurrent = (await schema.PendingAsync(either.Token)).Count == 0;
            return new DatabaseState(
                IsReachable: true,
                isCurrent,
                time.GetElapsedTime(started),
                isCurrent ? await ReadProgressAsync(either.Token) : []
            );
        }
        catch (Exception reason) when (IsUnavailable(reason) && !ct.IsCancellationRequested)
        {
            var problem = limit.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"It did not respond within {patience.TotalSeconds} s.")
                : DatabaseFailure.From(reason)?.Sentence ?? reason.GetType().Name;
            return new DatabaseState(IsReachable: false, IsCurrent: false, time.GetElapsedTime(started), [], problem);
        }
    }

    public async Task<IReadOnlyList<SourceProgress>> ReadProgressAsync(CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "source_states");
        await using var row = await command.ExecuteReaderAsync(ct);
        var states = new List<SourceProgress>();
        while (await row.ReadAsync(ct))
            states.Add(State(row));
        return states;
    }

    public async Task<IReadOnlyList<RunTotals>> ReadRunTotalsAsync(CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "run_totals");
        await using var row = await command.ExecuteReaderAsync(ct);
        var totals = new List<RunTotals>();
        while (await row.ReadAsync(ct))
            totals.Add(
                new RunTotals(
                    row.GetString("source"),
                    row.GetInt64("succeeded"),
                    row.GetInt64("failed"),
                    row.GetInt64("running"),
                    row.GetInt64("records"),
                    Number(row, "median_duration_ms"),
                    Number(row, "p95_duration_ms"),
                    Number(row, "last_duration_ms"),
                    row.GetInt64("failed_in_a_row"),
                    Run(row)
                )
            );
        return totals;
    }

    public async Task<IReadOnlyList<PeriodTotals>> ReadPeriodAsync(DateTimeOffset since, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(
            connection,
            "period_totals",
            ("since", since.ToUniversalTime()),
            ("month", new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero))
        );
        await using var row = await command.ExecuteReaderAsync(ct);
        var totals = new List<PeriodTotals>();
        while (await row.ReadAsync(ct))
            totals.Add(
                new PeriodTotals(
                    row.GetString("source"),
                    row.GetInt64("succeeded"),
                    row.GetInt64("failed"),
                    row.GetInt64("running"),
                    row.GetInt64("records"),
                    row.GetInt64("inserted"),
                    row.GetInt64("rejected"),
                    row.GetInt64("requests"),
                    row.GetInt64("requests_this_month"),
                    Number(row, "slowest_ms"),
                    row.IsDBNull("slowest_run_id") ? null : row.GetGuid("slowest_run_id")
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

    private static SourceProgress State(NpgsqlDataReader row) =>
        new()
        {
            Source = row.GetString("source"),
            LastStatus = Text(row, "last_status") is { } status
                ? Enum.Parse<RunStatus>(status, ignoreCase: true)
                : null,
            LastSuccessAt = Instant(row, "last_success_at"),
            LastFailureAt = Instant(row, "last_failure_at"),
            LastFailureError = Text(row, "last_failure_error"),
            FailedLast = row.GetBoolean("failed_last"),
            CriticalFindings = row.GetInt64("critical_findings"),
            SilverRows = row.GetInt64("silver_rows"),
            FailureRows = row.GetInt64("failure_rows"),
            TransformedTotal = row.GetInt64("transformed_total"),
            FailedTotal = row.GetInt64("failed_total"),
            NotApplicableTotal = row.GetInt64("not_applicable_total"),
            ExpiredTotal = row.GetInt64("expired_total"),
            PricesFrom = Instant(row, "prices_from"),
            NewestDataAt = Instant(row, "newest_data_at"),
            TransformedAt = Instant(row, "transformed_at"),
            GrownAt = Instant(row, "grown_at"),
        };

    private static RunSummary Run(NpgsqlDataReader row) =>
        new(
            row.GetGuid("run_id"),
            row.GetString("source"),
            Enum.Parse<RunStatus>(row.GetString("status"), ignoreCase: true),
            Enum.Parse<RunTrigger>(row.GetString("triggered_by"), ignoreCase: true),
            row.GetFieldValue<DateTimeOffset>("started_at"),
            Instant(row, "ended_at"),
            Number(row, "duration_ms"),
            row.GetInt64("records_processed"),
            Text(row, "error_message"),
            new JsonText(row.GetString("metadata"))
        );

    private static DateTimeOffset? Instant(NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static long? Number(NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
