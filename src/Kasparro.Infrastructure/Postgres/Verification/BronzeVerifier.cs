using System.Data;
using System.Globalization;
using System.Security.Cryptography;
using Kasparro.Application.Verification;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Verification;

internal sealed class BronzeVerifier(KasparroDatabase database) : IBronzeVerifier
{
    /// <summary>The LIMIT of read_bronze_hashes.</summary>
    private const int RowsPerQuery = 5_000;

    public async Task<BronzeVerification> VerifyAsync(string source, CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        var runs = await RunsAsync(connection, source, ct);
        var rows = await ReadRowsAsync(connection, BronzeTable.Of(source), runs, ct);
        var problem = rows.Problem ?? FirstRunThatDoesNotFit(source, runs);
        var without = runs.Values.LongCount(run => run.Digest is null);
        return new BronzeVerification(source, rows.Count, runs.Count - without, without, problem);
    }

    private static async Task<Dictionary<Guid, StoredRun>> RunsAsync(
        NpgsqlConnection connection,
        string source,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "runs_with_digests", ("source", source));
        await using var row = await read.ExecuteReaderAsync(ct);
        var runs = new Dictionary<Guid, StoredRun>();
        while (await row.ReadAsync(ct))
        {
            var run = new StoredRun(
                row.GetGuid("run_id"),
                row.GetFieldValue<DateTimeOffset>("started_at"),
                row.IsDBNull("digest") ? null : row.GetString("digest"),
                row.IsDBNull("last_raw_id") ? 0 : row.GetInt64("last_raw_id"),
                row.GetBoolean("is_archived")
            );
            runs.Add(run.Id, run);
        }

        return runs;
    }

    private static async Task<(long Count, string? Problem)> ReadRowsAsync(
        NpgsqlConnection connection,
        BronzeTable table,
        Dictionary<Guid, StoredRun> runs,
        CancellationToken ct
    )
    {
        // A run that commits meanwhile is not looked at.
        var upTo = runs.Values.Select(run => run.LastRawId).DefaultIfEmpty(0).Max();
        var (count, after) = (0L, 0L);
        for (var rows = RowsPerQuery; rows == RowsPerQuery; )
        {
            rows = 0;
            await using var read = Sql.Command(
                connection,
                "read_bronze_hashes",
                table,
                ("after_id", after),
                ("up_to_id", upTo)
            );
            await using var row = await read.ExecuteReaderAsync(ct);
            for (; await row.ReadAsync(ct); rows++, count++)
            {
                after = row.GetInt64("id");
                var runId = row.GetGuid("run_id");
                if (!runs.TryGetValue(runId, out var run))
                    return (count, $"Row {after} of {table.Name} is of run {runId}, which is not a successful run.");
                var hash = row.GetFieldValue<byte[]>("payload_hash");
                if (!IsOf(row, hash))
                    return (count, $"Row {after} of {table.Name}, {run}, does not match its hash: it was changed.");
                run.Rows.AppendData(hash);
            }
        }

        return (count, null);
    }

    /// <summary>Which of the two hashes a row has is the source's choice, when it was received.</summary>
    private static bool IsOf(NpgsqlDataReader row, byte[] hash)
    {
        var payload = row.GetFieldValue<byte[]>("payload");
        return PayloadHash.Of(payload).AsSpan().SequenceEqual(hash)
            || (
                !row.IsDBNull("envelope")
                && PayloadHash.Of(payload, row.GetFieldValue<byte[]>("envelope")).AsSpan().SequenceEqual(hash)
            );
    }

    private static string? FirstRunThatDoesNotFit(string source, Dictionary<Guid, StoredRun> runs)
    {
        string? previous = null;
        foreach (var run in runs.Values.Where(run => run.Digest is not null))
        {
            // The chain goes on from a digest whose records are in a file.
            if (!run.IsArchived && RunDigest.Of(previous, run.Rows.GetHashAndReset()) != run.Digest)
                return $"The rows of {run} of {source} are not the ones that it stored, or a run before it is gone.";
            previous = run.Digest;
        }

        return null;
    }

    private sealed record StoredRun(Guid Id, DateTimeOffset StartedAt, string? Digest, long LastRawId, bool IsArchived)
    {
        public IncrementalHash Rows { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"run {Id} of {StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
    }
}
