using System.Runtime.CompilerServices;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Bronze;

internal sealed class BronzeReader(KasparroDatabase database) : IBronzeReader
{
    /// <summary>Payload bytes after which a chunk is handed on, however few rows it has: what bounds memory.</summary>
    private const int ChunkBytes = 4 * 1024 * 1024;

    /// <summary>The LIMIT of read_bronze.</summary>
    private const int RowsPerQuery = 5_000;

    public async Task<long> HighestIdAsync(string source, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(
            connection,
            "highest_statement_id",
            BronzeTable.Of(source),
            ("source", source)
        );
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<long> CountAboveAsync(string source, long id, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "count_bronze_above", BronzeTable.Of(source), ("id", id));
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async IAsyncEnumerable<IReadOnlyList<RawRow>> ReadAsync(
        string source,
        long after,
        long upTo,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        var table = BronzeTable.Of(source);
        for (var rows = RowsPerQuery; rows == RowsPerQuery; )
        {
            rows = 0;
            await using var command = Sql.Command(
                connection,
                "read_bronze",
                table,
                ("after_id", after),
                ("up_to_id", upTo)
            );
            await foreach (var chunk in ReadChunksAsync(command, ct))
            {
                rows += chunk.Count;
                after = chunk[^1].Id;
                yield return chunk;
            }
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<RawRow>> ReadAsync(
        string source,
        IReadOnlyList<long> ids,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        var table = BronzeTable.Of(source);
        foreach (var some in ids.Chunk(RowsPerQuery))
        {
            await using var command = Sql.Command(connection, "read_bronze_rows", table, ("ids", some));
            await foreach (var chunk in ReadChunksAsync(command, ct))
                yield return chunk;
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<RawRow>> ReadChunksAsync(
        NpgsqlCommand command,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (id, runId) = (reader.GetOrdinal("id"), reader.GetOrdinal("run_id"));
        var (ingestedAt, payload) = (reader.GetOrdinal("ingested_at"), reader.GetOrdinal("payload"));
        var envelope = reader.GetOrdinal("envelope");
        var chunk = new List<RawRow>();
        var bytes = 0;
        while (await reader.ReadAsync(ct))
        {
            var record = new StoredRecord(
                reader.GetFieldValue<byte[]>(payload),
                reader.IsDBNull(envelope) ? [] : reader.GetFieldValue<byte[]>(envelope),
                reader.GetFieldValue<DateTimeOffset>(ingestedAt)
            );
            chunk.Add(new RawRow(reader.GetInt64(id), reader.GetGuid(runId), record));
            bytes += record.Payload.Length + record.Envelope.Length;
            if (bytes < ChunkBytes)
                continue;

            yield return chunk;
            chunk = [];
            bytes = 0;
        }

        if (chunk.Count > 0)
            yield return chunk;
    }
}
