using System.Buffers.Binary;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>
/// The records of a run before which Bronze had none of its source, often its largest. Where none of them repeats
/// another, all are new for sure, and PostgreSQL need not look for each one before it inserts it.
/// </summary>
internal sealed class FirstRecords(NpgsqlConnection session, BronzeTable table)
{
    /// <summary>The beginnings of their hashes; null where nothing is said. Two records that share one may be the
    /// same.</summary>
    private HashSet<long>? _hashes;

    /// <summary>Some 40 MB of memory; of more records nothing is said.</summary>
    public int MaxRecords { get; init; } = 1_000_000;

    public bool AreAllNew => _hashes is not null;

    /// <summary>Under the source's lock: what is empty now is empty until the commit.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await using var isEmpty = Sql.Command(session, "is_bronze_empty", table);
        _hashes = (bool)(await isEmpty.ExecuteScalarAsync(ct))! ? [] : null;
    }

    public void Add(byte[] hash)
    {
        if (_hashes is null)
            return;
        if (_hashes.Count == MaxRecords || !_hashes.Add(BinaryPrimitives.ReadInt64LittleEndian(hash)))
            _hashes = null;
    }
}
