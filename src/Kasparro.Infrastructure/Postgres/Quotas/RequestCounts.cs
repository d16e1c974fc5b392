using System.Data;
using Kasparro.Application.Quotas;
using Kasparro.Application.Sources;
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

    /// <summary>What the month has left; null where the plan has no limit.</summary>
    /// <exception cref="SourceException">A run like the last one does not fit into it.</exception>
    public static async Task<RequestBudget?> FindBudgetAsync(
        NpgsqlConnection connection,
        SourceDescription source,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (source.MonthlyRequests is not { } limit)
            return null;

        var month = Month.Of(now);
        var use = await ReadAsync(connection, source.Name, month, ct);
        var budget = new RequestBudget(source.Title, limit, use.ThisMonth, month.AddMonths(1));
        return budget.Left >= Math.Max(1, use.OfARun ?? 1) ? budget : throw budget.Exceeded(use.OfARun ?? 1);
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
