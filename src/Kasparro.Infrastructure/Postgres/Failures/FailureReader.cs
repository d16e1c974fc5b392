using Kasparro.Application;
using Kasparro.Application.Failures;
using Kasparro.Infrastructure.Postgres.Connections;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Failures;

internal sealed class FailureReader(NpgsqlDataSource pool) : IFailureReader
{
    public async Task<IReadOnlyList<TransformFailure>> ListAsync(
        FailureFilter filter,
        FailurePosition? after,
        int limit,
        CancellationToken ct
    )
    {
        await using var connection = await pool.OpenConnectionAsync(ct);
        await using var command = Sql.Command(
            connection,
            "failures.sql",
            Sql.Parameter(
                NpgsqlDbType.Array | NpgsqlDbType.Text,
                filter.Sources.Count == 0 ? null : filter.Sources.ToArray()
            ),
            Sql.Parameter(
                NpgsqlDbType.Array | NpgsqlDbType.Text,
                filter.ErrorTypes.Count == 0 ? null : filter.ErrorTypes.ToArray()
            ),
            Sql.Parameter(NpgsqlDbType.TimestampTz, filter.From),
            Sql.Parameter(NpgsqlDbType.TimestampTz, filter.To),
            Sql.Parameter(NpgsqlDbType.TimestampTz, after?.FailedAt),
            Sql.Parameter(NpgsqlDbType.Text, after?.Source),
            Sql.Parameter(NpgsqlDbType.Bigint, after?.RawId),
            Sql.Parameter(NpgsqlDbType.Bigint, (long)limit)
        );
        await using var row = await command.ExecuteReaderAsync(ct);
        var failures = new List<TransformFailure>(limit);
        while (await row.ReadAsync(ct))
        {
            failures.Add(
                new TransformFailure(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetInt64(2),
                    row.GetGuid(3),
                    row.GetFieldValue<DateTimeOffset>(4),
                    row.GetString(5),
                    row.GetString(6),
                    new JsonText(row.GetString(7))
                )
            );
        }

        return failures;
    }
}
