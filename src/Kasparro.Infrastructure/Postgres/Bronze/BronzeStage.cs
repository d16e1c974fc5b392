using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>The rows of one run, staged on its own session until it commits.</summary>
internal sealed class BronzeStage(NpgsqlConnection session, BronzeTable table, DeclaredFields fields, TimeProvider time)
{
    private const int HashBatch = 1_000;

    /// <summary>More pages than a list of coins has; where a file has more, they say nothing.</summary>
    private const int MaxPages = 100;

    private readonly List<PageStart> _pages = [];

    /// <summary>Over the hashes of all rows in their order: those of the run, where all are new.</summary>
    private readonly IncrementalHash _hashes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>One for each thread that hashes; together they have seen every record.</summary>
    private readonly ConcurrentBag<RecordProfile> _profiles = [];

    private bool _isCreated;

    public long Rows { get; private set; }

    public bool HasFirstPage { get; private set; }

    public SeenAssets Assets { get; } = new();

    /// <summary>Where each page begins among the rows; null where there are too many.</summary>
    public IReadOnlyList<PageStart>? Pages => _pages.Count is > 0 and <= MaxPages ? _pages : null;

    /// <summary>The first id reserved for this run's rows; the others follow it. Null before they are moved.</summary>
    public long? FirstId { get; private set; }

    public long? LastId => FirstId + Rows - 1;

    public async Task AddAsync(SourcePage page, CancellationToken ct)
    {
        var receivedAt = time.GetUtcNow();
        await CreateAsync(ct);
        var hashes = new byte[page.Records.Count][];
        var hashing = HashAsync(page, hashes, 0);

        await using var copy = await session.BeginBinaryImportAsync(Sql.Find("copy_stage", table).Text, ct);
        for (var at = 0; at < hashes.Length; at++)
        {
            // The next batch is hashed while PostgreSQL takes this one.
            if (at % HashBatch == 0)
            {
                await hashing;
                hashing = HashAsync(page, hashes, at + HashBatch);
            }

            var record = page.Records[at];
            Assets.Add(record.SourceId);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(Rows + at, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(record.SourceId, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(record.Payload, NpgsqlDbType.Json, ct);
            await copy.WriteAsync(hashes[at], NpgsqlDbType.Bytea, ct);
            _hashes.AppendData(hashes[at]);
            await copy.WriteAsync(receivedAt, NpgsqlDbType.TimestampTz, ct);
            if (record.Envelope.IsEmpty)
                await copy.WriteNullAsync(ct);
            else
                await copy.WriteAsync(record.Envelope.Json, NpgsqlDbType.Json, ct);
        }

        await hashing;
        await copy.CompleteAsync(ct);
        if (_pages.Count <= MaxPages && (_pages.Count == 0 || _pages[^1].Page != page.Number))
            _pages.Add(new PageStart(page.Number, Rows));
        Rows += hashes.Length;
        HasFirstPage |= page.Number == 1;
    }

    private async Task CreateAsync(CancellationToken ct)
    {
        if (_isCreated)
            return;
        await using var create = Sql.Command(session, "create_stage", table);
        await create.ExecuteNonQueryAsync(ct);
        _isCreated = true;
    }

    /// <summary>Hashes records, and counts what they look like, on all cores.</summary>
    private Task HashAsync(SourcePage page, byte[][] hashes, int from)
    {
        var to = Math.Min(from + HashBatch, hashes.Length);
        return from >= to
            ? Task.CompletedTask
            : Task.Run(() => Parallel.For(from, to, TakeProfile, Hash, _profiles.Add));

        RecordProfile Hash(int at, ParallelLoopState loop, RecordProfile profile)
        {
            hashes[at] = page.Records[at].Hash();
            profile.Add(page.Records[at].Payload.Span);
            return profile;
        }
    }

    private RecordProfile TakeProfile() =>
        _profiles.TryTake(out var profile) ? profile : new RecordProfile(fields.Read, fields.Keyed);

    /// <summary>What the staged records look like.</summary>
    public SchemaProfile Profile()
    {
        var all = new RecordProfile(fields.Read, fields.Keyed);
        foreach (var profile in _profiles)
            all.Merge(profile);
        return all.ToProfile();
    }

    /// <summary>See <see cref="RunDigest"/>; after the rows were moved, in the same transaction.</summary>
    /// <param name="inserted">How many rows were new.</param>
    public async Task<string> DigestAsync(string source, Guid runId, long inserted, CancellationToken ct)
    {
        await using var digest = Sql.Command(
            session,
            "run_digest",
            table,
            ("source", source),
            ("rows_hash", inserted == Rows ? _hashes.GetCurrentHash() : null),
            ("run_id", runId),
            ("first_id", FirstId ?? 0),
            ("rows", Rows)
        );
        return (string)(await digest.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Within the caller's transaction. Returns how many rows were new.</summary>
    public async Task<long> MoveToBronzeAsync(Guid runId, CancellationToken ct)
    {
        if (Rows == 0)
            return 0;
        await using var reserve = Sql.Command(session, "reserve_bronze_ids", table, ("rows", Rows));
        FirstId = (long)(await reserve.ExecuteScalarAsync(ct))!;
        await using var insert = Sql.Command(
            session,
            "insert_bronze",
            table,
            ("run_id", runId),
            ("first_id", FirstId.Value)
        );
        var inserted = await insert.ExecuteNonQueryAsync(ct);
        if (inserted < Rows)
            await new DuplicateQueue(session, table, runId, FirstId.Value, Rows).QueueAsync(inserted > 0, ct);
        return inserted;
    }
}
