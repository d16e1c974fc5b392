using System.Data;
using Kasparro.Application.Quotas;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Quotas;

internal sealed class RequestCounts(KasparroDatabase database) : IRequestReader
{
    public async Task<RequestUse> ReadAsync(string source, DateTimeOffset month, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        return await ReadAsync(connection, source, month, ct);
    }

    /// <summary>
    /// What the month has left for a run; null where the plan has no limit. A backfill leaves the scheduled runs what
    /// they need until the month ends.
    /// </summary>
    /// <exception cref="SourceException">
    /// A run like the last one does not fit into it, or a backfill has nothing left.
    /// </exception>
    public static async Task<RequestBudget?> FindBudgetAsync(
        NpgsqlConnection connection,
        SourceDescription source,
        EtlRun run,
        CancellationToken ct
    )
    {
        if (source.MonthlyRequests is not { } limit)
            return null;

        var month = Month.Of(run.StartedAt);
        var use = await ReadAsync(connection, source.Name, month, ct);
        var budget = new RequestBudget(source.Title, limit, use.ThisMonth, month.AddMonths(1));
        var needed = use.OfARun ?? 1;
        if (run.IsBackfill)
        {
            var runsLeft = (long)Math.Ceiling((budget.RenewsAt - run.StartedAt) / source.Cadence);
            (budget, needed) = (budget with { Reserved = runsLeft * needed }, 1);
        }

        return budget.Left >= Math.Max(1, needed) ? budget : throw budget.Exceeded(needed);
    }

    public static async Task AddAsync(
        NpgsqlConnection connection,
        string source,
        DateTimeOffset at,
        long requests,
        CancellationToken ct
    )
    {
        if (requests == 0)
            return;
        await Sql.ExecuteAsync(
            connection,
            "add_requests",
            ct,
            ("source", source),
            ("month", Month.Of(at)),
            ("requests", requests)
        );
    }

    private static async Task<RequestUse> ReadAsync(
        NpgsqlConnection connection,
        string source,
        DateTimeOffset month,
        CancellationToken ct
    )
    {
        await using var command = Sql.Command(connection, "request_use", ("source", source), ("month", month));
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new RequestUse(row.GetInt64("this_month"), row.IsDBNull("of_a_run") ? null : row.GetInt64("of_a_run"));
    }
}
