using System.IO.Compression;
using System.Security.Cryptography;
using Parquet;
using Parquet.Schema;

namespace Kasparro.Infrastructure.Postgres.Retention;

/// <summary>Raw records as a Parquet file: a row a record, its payload as text, exactly as received.</summary>
internal static class ArchiveFile
{
    /// <summary>Characters of payloads and envelopes in one group of rows: what bounds memory, here and for
    /// readers.</summary>
    private const int GroupLength = 8 * 1024 * 1024;

    private const int GroupRows = 10_000;

    private static readonly DataField<long> s_id = new("id");
    private static readonly DataField<string> s_sourceId = new("source_id", nullable: false);
    private static readonly DataField<string> s_payload = new("payload", nullable: false);
    private static readonly DataField<string> s_envelope = new("envelope", nullable: true);
    private static readonly DataField<byte[]> s_payloadHash = new("payload_hash", nullable: false);
    private static readonly DateTimeDataField s_ingestedAt = new(
        "ingested_at",
        DateTimeFormat.Timestamp,
        isAdjustedToUTC: true,
        DateTimeTimeUnit.Micros,
        isNullable: false
    );
    private static readonly DataField<Guid> s_runId = new("run_id");

    private static readonly ParquetSchema s_schema = new(
        s_id,
        s_sourceId,
        s_payload,
        s_envelope,
        s_payloadHash,
        s_ingestedAt,
        s_runId
    );

    private static readonly ParquetOptions s_options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Optimal,
    };

    /// <summary>Writes records to a new file, and waits until the disk has it.</summary>
    /// <returns>How many there were, and a digest over them.</returns>
    public static async Task<(long Records, byte[] Digest)> WriteAsync(
        string path,
        IAsyncEnumerable<ArchivedRecord> records,
        CancellationToken ct
    )
    {
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, length) = (0L, 0);
        await using (var file = await ParquetWriter.CreateAsync(s_schema, stream, s_options, cancellationToken: ct))
        {
            var group = new List<ArchivedRecord>();
            await foreach (var record in records.WithCancellation(ct))
            {
                record.AppendTo(digest);
                group.Add(record);
                count++;
                length += record.Payload.Length + (record.Envelope?.Length ?? 0);
                if (length < GroupLength && group.Count < GroupRows)
                    continue;
                await WriteGroupAsync(file, group, ct);
                group.Clear();
                length = 0;
            }

            if (group.Count > 0)
                await WriteGroupAsync(file, group, ct);
        }

        stream.Flush(flushToDisk: true);
        return (count, digest.GetHashAndReset());
    }

    /// <summary>Reads the file again, and returns the digest over what it has.</summary>
    public static async Task<byte[]> ReadDigestAsync(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        await using var file = await ParquetReader.CreateAsync(stream, cancellationToken: ct);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var at = 0; at < file.RowGroupCount; at++)
        {
            using var group = file.OpenRowGroupReader(at);
            foreach (var record in await ReadGroupAsync(group, ct))
                record.AppendTo(digest);
        }

        return digest.GetHashAndReset();
    }

    private static async Task WriteGroupAsync(ParquetWriter file, List<ArchivedRecord> records, CancellationToken ct)
    {
        using var group = file.CreateRowGroup();
        await group.WriteAsync<long>(s_id, Column(records, record => record.Id), cancellationToken: ct);
        await group.WriteAsync(s_sourceId, Column(records, record => record.SourceId));
        await group.WriteAsync(s_payload, Column(records, record => record.Payload));
        await group.WriteAsync(s_envelope, Column(records, record => record.Envelope)!);
        await group.WriteAsync(s_payloadHash, Column(records, record => record.PayloadHash));
        await group.WriteAsync<DateTime>(
            s_ingestedAt,
            Column(records, record => record.IngestedAt),
            cancellationToken: ct
        );
        await group.WriteAsync<Guid>(s_runId, Column(records, record => record.RunId), cancellationToken: ct);
        group.CompleteValidate();
    }

    private static async Task<IEnumerable<ArchivedRecord>> ReadGroupAsync(
        ParquetRowGroupReader group,
        CancellationToken ct
    )
    {
        var rows = (int)group.RowCount;
        var (ids, sourceIds, payloads) = (new long[rows], new string[rows], new string[rows]);
        var (envelopes, hashes) = (new string?[rows], new byte[rows][]);
        var (ingestedAt, runIds) = (new DateTime[rows], new Guid[rows]);
        await group.ReadAsync<long>(s_id, ids, cancellationToken: ct);
        await group.ReadAsync(s_sourceId, sourceIds, cancellationToken: ct);
        await group.ReadAsync(s_payload, payloads, cancellationToken: ct);
        await group.ReadAsync(s_envelope, envelopes!, cancellationToken: ct);
        await group.ReadAsync(s_payloadHash, hashes, cancellationToken: ct);
        await group.ReadAsync<DateTime>(s_ingestedAt, ingestedAt, cancellationToken: ct);
        await group.ReadAsync<Guid>(s_runId, runIds, cancellationToken: ct);
        return Enumerable
            .Range(0, rows)
            .Select(at => new ArchivedRecord(
                ids[at],
                sourceIds[at],
                payloads[at],
                envelopes[at],
                hashes[at],
                ingestedAt[at],
                runIds[at]
            ));
    }

    private static T[] Column<T>(List<ArchivedRecord> records, Func<ArchivedRecord, T> field) =>
        [.. records.Select(field)];
}
