using System.Text.Json;
using Kasparro.Application.Transformation;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Records raw rows that gave no observation, within the transformation's transaction.</summary>
internal sealed class FailureStage(NpgsqlConnection session, string source, DateTimeOffset failedAt)
{
    public long Written { get; private set; }

    public async Task CreateAsync(CancellationToken ct)
    {
        await using var create = Sql.Command(session, "create_staged_failures.sql");
        await create.ExecuteNonQueryAsync(ct);
    }

    public async Task WriteAsync(MappedChunk chunk, CancellationToken ct)
    {
        if (!chunk.Mappings.Any(mapping => mapping is Mapping.Rejected))
            return;
        await CopyAsync(chunk, ct);

        await using (
            var insert = Sql.Command(
                session,
                "insert_transform_failures.sql",
                new NpgsqlParameter<string> { TypedValue = source },
                new NpgsqlParameter<string> { TypedValue = RawTable.Of(source).Name },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = failedAt }
            )
        )
            Written += await insert.ExecuteNonQueryAsync(ct);

        await using var truncate = Sql.Command(session, "truncate_staged_failures.sql");
        await truncate.ExecuteNonQueryAsync(ct);
    }

    private async Task CopyAsync(MappedChunk chunk, CancellationToken ct)
    {
        await using var copy = await session.BeginBinaryImportAsync(Sql.Load("copy_staged_failures.sql"), ct);
        for (var at = 0; at < chunk.Rows.Count; at++)
        {
            if (chunk.Mappings[at] is not Mapping.Rejected rejected)
                continue;
            var row = chunk.Rows[at];
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.RunId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(
                JsonNamingPolicy.SnakeCaseLower.ConvertName(rejected.Kind.ToString()),
                NpgsqlDbType.Text,
                ct
            );
            await copy.WriteAsync(rejected.Reason, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Payload, NpgsqlDbType.Json, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
