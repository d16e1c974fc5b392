using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Retention;

/// <summary>Removes the prices of one source from before an instant, the oldest first.</summary>
internal sealed class ExpiredPrices(NpgsqlConnection session, string source, TimeProvider time)
{
    /// <summary>Prices in one transaction: few enough for readers and standbys, many enough for the disk.</summary>
    private const int Batch = 10_000;

    public long Removed { get; private set; }

    /// <summary>The instant from which Silver has prices; null where it has all.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>A limit that is later already stays.</summary>
    public async Task RemoveAsync(DateTimeOffset pricesFrom, CancellationToken ct)
    {
        From = await PricesLimit.FindAsync(session, source, ct);
        while (From is null || From < pricesFrom)
        {
            await using var transaction = await BoundedTransaction.BeginAsync(session, ct);
            var next = await NextAsync(pricesFrom, ct);
            var removed = await RemoveBatchAsync(next, ct);
            await transaction.CommitAsync(ct);
            (From, Removed) = (next, Removed + removed);
        }
    }

    private async Task<DateTimeOffset> NextAsync(DateTimeOffset pricesFrom, CancellationToken ct)
    {
        await using var find = Sql.Command(
            session,
            "next_prices_from",
            ("source", source),
            ("moved_to", From),
            ("prices_from", pricesFrom),
            ("batch", Batch)
        );
        await using var row = await find.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return row.GetFieldValue<DateTimeOffset>(0);
    }

    private async Task<long> RemoveBatchAsync(DateTimeOffset from, CancellationToken ct)
    {
        var resumeAfter = await ScalarAsync(Sql.Command(session, "resume_after", ("source", source)), ct);
        // The rows are not lost: no rebuild brings them back.
        await using (var begin = Sql.Command(session, "begin_clearing"))
            await begin.ExecuteNonQueryAsync(ct);
        var now = Timestamp.ToMicroseconds(time.GetUtcNow());
        await PricesLimit.MoveAsync(session, source, from, now, ct);
        var removed = await ScalarAsync(
            Sql.Command(session, "expire_prices", ("source", source), ("moved_to", From), ("prices_from", from)),
            ct
        );
        await Sql.ExecuteAsync(
            session,
            "record_expiry",
            ct,
            ("source", source),
            ("rows", removed),
            ("resume_after", resumeAfter)
        );
        await Sql.ExecuteAsync(session, "notify_commit", ct);
        return removed;
    }

    private static async Task<long> ScalarAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using (command)
            return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
