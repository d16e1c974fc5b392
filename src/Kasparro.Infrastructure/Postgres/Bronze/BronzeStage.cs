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
    private const int Batch = 1_000;

    /// <summary>More pages than a list of coins has; where a file has more, they say nothing.</summary>
    private const int MaxPages = 100;

    private readonly KnownRecords _known = new(session, table);

    private readonly FirstRecords _first = new(session, table);

    private readonly List<PageStart> _pages = [];

    /// <summary>Over the hashes of all rows in their order: those of the run, where all are new.</summary>
    private readonly IncrementalHash _hashes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private readonly RecordHasher _hasher = new(fields);

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
        await _hasher.HashAsync(page.Records, hashes, 0, Batch);
        if (await _known.AreUsualAsync(page.Records, hashes, ct))
            await StageKnownAsync(page, hashes, receivedAt, ct);
        else
            await CopyAsync(page, hashes, 0, hashes.Length, receivedAt, known: null, ct);

        foreach (var record in page.Records)
            Assets.Add(record.SourceId);
        if (_pages.Count <= MaxPages && (_pages.Count == 0 || _pages[^1].Page != page.Number))
            _pages.Add(new PageStart(page.Number, Rows));
        Rows += hashes.Length;
        HasFirstPage |= page.Number == 1;
    }

    /// <summary>A batch is hashed while PostgreSQL has the one before it.</summary>
    private async Task StageKnownAsync(
        SourcePage page,
        byte[][] hashes,
        DateTimeOffset receivedAt,
        CancellationToken ct
    )
    {
        for (var from = 0; from < hashes.Length; from += Batch)
        {
            var to = Math.Min(from + Batch, hashes.Length);
            var hashing = _hasher.HashAsync(page.Records, hashes, to, to + Batch);
            var known = await _known.StageAsync(page.Records, hashes, from, to, Rows, receivedAt, ct);
            if (known.Contains(false))
                await CopyAsync(page, hashes, from, to, receivedAt, known, ct);
            await hashing;
        }
    }

    /// <summary>Stages the records from one place up to another that Bronze does not have.</summary>
    /// <param name="hashes">Those of the first batch, at least.</param>
    /// <param name="known">For each of the records whether Bronze has it, and all are hashed; null where none is known,
    /// and the others are hashed meanwhile.</param>
    private async Task CopyAsync(
        SourcePage page,
        byte[][] hashes,
        int from,
        int to,
        DateTimeOffset receivedAt,
        bool[]? known,
        CancellationToken ct
    )
    {
        var hashing = Task.CompletedTask;
        await using var copy = await session.BeginBinaryImportAsync(Sql.Find("copy_stage", table).Text, ct);
        for (var at = from; at < to; at++)
        {
            if (known is null && at % Batch == 0)
            {
                await hashing;
                hashing = _hasher.HashAsync(page.Records, hashes, at + Batch, at + (2 * Batch));
            }

            if (known?[at - from] == true)
                continue;
            var record = page.Records[at];
            _first.Add(hashes[at]);
            _hashes.AppendData(hashes[at]);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(Rows + at, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(record.SourceId, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(record.Payload, NpgsqlDbType.Json, ct);
            await copy.WriteAsync(hashes[at], NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(receivedAt, NpgsqlDbType.TimestampTz, ct);
            if (record.Envelope.IsEmpty)
                await copy.WriteNullAsync(ct);
            else
                await copy.WriteAsync(record.Envelope.Json, NpgsqlDbType.Json, ct);
        }

        await hashing;
        await copy.CompleteAsync(ct);
    }

    private async Task CreateAsync(CancellationToken ct)
    {
        if (_isCreated)
            return;
        await using var create = Sql.Command(session, "create_stage", table);
        await create.ExecuteNonQueryAsync(ct);
        await _first.BeginAsync(ct);
        _isCreated = true;
    }

    /// <summary>What the staged records look like.</summary>
    public SchemaProfile Profile() => _hasher.Profile();

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
            _first.AreAllNew ? "insert_first_bronze" : "insert_bronze",
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
