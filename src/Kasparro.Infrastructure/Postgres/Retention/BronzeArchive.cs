using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Retention;

/// <summary>
/// Moves raw records of one source to files: written, read again and compared, and only then deleted, in the
/// transaction that names the file. Whatever happens between, the next run writes the same file again.
/// </summary>
internal sealed class BronzeArchive(NpgsqlConnection session, string source, string folder, TimeProvider time)
{
    /// <summary>Records in one file, about.</summary>
    private const long Batch = 250_000;

    /// <summary>The LIMIT of read_records_to_archive.</summary>
    private const int RowsPerQuery = 5_000;

    private readonly BronzeTable _table = BronzeTable.Of(source);

    /// <summary>Records that moved.</summary>
    public long Moved { get; private set; }

    /// <summary>Moves the records that can say nothing about an instant from this one on.</summary>
    /// <param name="pricesFrom">The instant from which Silver has prices.</param>
    /// <returns>Why a file could not be written; else null.</returns>
    public async Task<RunFailure?> MoveAsync(DateTimeOffset pricesFrom, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            return new RunFailure(
                FailureClass.Config,
                $"There is no folder {folder} for the archive of raw records; nothing was archived.",
                "Make it or mount it, or correct RETENTION_ARCHIVE_PATH."
            );
        try
        {
            while (await NextIdAsync(pricesFrom - PlausibleTime.Ahead, ct) is { } upTo)
                await MoveUpToAsync(upTo, ct);
            return null;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return new RunFailure(
                FailureClass.System,
                $"Raw records could not be written to {folder}: {reason.Message} None of them left the database.",
                "Make room there, or let the process write to it."
            );
        }
    }

    private async Task MoveUpToAsync(long upTo, CancellationToken ct)
    {
        var partial = Path.Combine(folder, $"{_table.Name}.partial");
        var first = 0L;
        var (records, digest) = await ArchiveFile.WriteAsync(partial, Watched(ReadAsync(upTo, ct)), ct);
        var read = await ArchiveFile.ReadDigestAsync(partial, ct);
        if (!digest.SequenceEqual(read))
            throw new IOException($"{partial} does not have what was written to it.");
        var hash = await HashOfAsync(partial, ct);
        var name = await NameAsync(first, upTo, hash, ct);
        File.Move(partial, Path.Combine(folder, name), overwrite: true);
        FlushName(name);

        await using var transaction = await BoundedTransaction.BeginAsync(session, ct);
        await RemoveAsync(new WrittenArchive(first, upTo, records, name, hash), ct);
        await transaction.CommitAsync(ct);
        Moved += records;

        async IAsyncEnumerable<ArchivedRecord> Watched(IAsyncEnumerable<ArchivedRecord> all)
        {
            await foreach (var record in all)
            {
                first = first == 0 ? record.Id : first;
                yield return record;
            }
        }
    }

    /// <summary>What is in the folder already is never overwritten, unless it is the same: it may be all that is left
    /// of another database, or of this one before it was made again.</summary>
    private async Task<string> NameAsync(long first, long last, byte[] hash, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_table.Name}-{first}-{last}");
        var path = Path.Combine(folder, $"{name}.parquet");
        var there = File.Exists(path) ? await HashOfAsync(path, ct) : hash;
        return there.SequenceEqual(hash)
            ? $"{name}.parquet"
            : $"{name}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}.parquet";
    }

    /// <summary>Waits until the disk has the file under its new name: the records are deleted next.</summary>
    private void FlushName(string name)
    {
        using var file = File.OpenHandle(Path.Combine(folder, name));
        RandomAccess.FlushToDisk(file);
    }

    private async Task<long?> NextIdAsync(DateTimeOffset receivedBefore, CancellationToken ct)
    {
        await using var resume = Sql.Command(session, "resume_after", ("source", source));
        var transformed = (long)(await resume.ExecuteScalarAsync(ct))!;
        await using var find = Sql.Command(
            session,
            "next_archived_id",
            _table,
            ("source", source),
            ("received_before", receivedBefore),
            ("batch", Batch),
            ("transformed_up_to", transformed)
        );
        return await find.ExecuteScalarAsync(ct) as long?;
    }

    private async IAsyncEnumerable<ArchivedRecord> ReadAsync(long upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = 0L;
        for (var rows = RowsPerQuery; rows == RowsPerQuery; )
        {
            rows = 0;
            await using var read = Sql.Command(
                session,
                "read_records_to_archive",
                _table,
                ("after_id", after),
                ("up_to_id", upTo)
            );
            await using var row = await read.ExecuteReaderAsync(ct);
            for (; await row.ReadAsync(ct); rows++)
            {
                after = row.GetInt64("id");
                yield return new ArchivedRecord(
                    after,
                    row.GetString("source_id"),
                    row.GetString("payload"),
                    row.TextOrNull("envelope"),
                    row.GetFieldValue<byte[]>("payload_hash"),
                    row.GetDateTime("ingested_at"),
                    row.GetGuid("run_id")
                );
            }
        }
    }

    private async Task RemoveAsync(WrittenArchive archive, CancellationToken ct)
    {
        await Sql.ExecuteAsync(
            session,
            "record_archive",
            ct,
            ("source", source),
            ("last_raw_id", archive.LastRawId),
            ("first_raw_id", archive.FirstRawId),
            ("records", archive.Records),
            ("file", archive.Name),
            ("file_hash", archive.Hash),
            ("archived_at", Timestamp.ToMicroseconds(time.GetUtcNow()))
        );
        await using (var begin = Sql.Command(session, "begin_clearing"))
            await begin.ExecuteNonQueryAsync(ct);
        var last = archive.LastRawId;
        await Sql.ExecuteAsync(session, "keep_archived_labels", ct, ("source", source), ("last_raw_id", last));
        await Sql.ExecuteAsync(session, "delete_archived_failures", ct, ("source", source), ("last_raw_id", last));
        await using var delete = Sql.Command(session, "delete_archived_records", _table, ("last_raw_id", last));
        if (await delete.ExecuteNonQueryAsync(ct) is var deleted && deleted != archive.Records)
            throw new InvalidOperationException(
                $"{archive.Name} has {archive.Records} records, and {deleted} would be deleted."
            );
    }

    private static async Task<byte[]> HashOfAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return await SHA256.HashDataAsync(file, ct);
    }

    private readonly record struct WrittenArchive(
        long FirstRawId,
        long LastRawId,
        long Records,
        string Name,
        byte[] Hash
    );
}
