using System.Text.Json;
using Kasparro.Application.Transformation;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Records raw rows that gave no observation, within the transformation's transaction.</summary>
internal sealed class FailureStage(NpgsqlConnection session, string source, DateTimeOffset failedAt)
{
    public long Written { get; private set; }

    public async Task CreateAsync(CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "create_staged_failures", ct);
    }

    public async Task WriteAsync(MappedChunk chunk, CancellationToken ct)
    {
        if (!chunk.Mappings.Any(mapping => mapping is Mapping.Rejected))
            return;
        await CopyAsync(chunk, ct);

        await using (
            var insert = Sql.Command(
                session,
                "insert_transform_failures",
                ("source", source),
                ("raw_table", BronzeTable.Of(source).Name),
                ("failed_at", failedAt)
            )
        )
            Written += await insert.ExecuteNonQueryAsync(ct);

        await Sql.ExecuteAsync(session, "truncate_staged_failures", ct);
    }

    private async Task CopyAsync(MappedChunk chunk, CancellationToken ct)
    {
        await using var copy = await session.BeginBinaryImportAsync(Sql.Text("copy_staged_failures"), ct);
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
            await copy.WriteAsync(row.Record.Payload, NpgsqlDbType.Json, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
