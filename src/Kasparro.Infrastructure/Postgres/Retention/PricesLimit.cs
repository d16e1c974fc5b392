using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Retention;

/// <summary>The instant from which Silver has the prices of a source.</summary>
internal static class PricesLimit
{
    /// <summary>Null where it has all.</summary>
    public static async Task<DateTimeOffset?> FindAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        await using var find = Sql.Command(session, "prices_from", ("source", source));
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? row.GetTime("prices_from") : null;
    }

    public static Task MoveAsync(
        NpgsqlConnection session,
        string source,
        DateTimeOffset from,
        DateTimeOffset now,
        CancellationToken ct
    ) => Sql.ExecuteAsync(session, "move_prices_from", ct, ("source", source), ("prices_from", from), ("now", now));
}
