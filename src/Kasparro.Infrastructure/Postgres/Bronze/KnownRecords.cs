using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>
/// Recognises the records of a page that Bronze has, so that their payloads need not be sent and staged again.
/// </summary>
internal sealed class KnownRecords(NpgsqlConnection session, BronzeTable table)
{
    private const int SampleSize = 50;

    /// <summary>Places among the rows of the run, with the raw rows that Bronze has.</summary>
    private readonly List<(long Place, long RawId, DateTimeOffset ReceivedAt)> _noted = [];

    /// <summary>Some 40 MB of memory; beyond it they are staged.</summary>
    public int MaxNoted { get; init; } = 1_000_000;

    /// <summary>
    /// Whether a few records from the page's beginning are mostly known. Where they are not, asking for each one would
    /// cost more than it saves: the insert recognises them as well.
    /// </summary>
    /// <param name="hashes">At least those of the first records.</param>
    public async Task<bool> AreUsualAsync(IReadOnlyList<RawRecord> records, byte[][] hashes, CancellationToken ct)
    {
        var sample = Math.Min(records.Count, SampleSize);
        await using var count = Sql.Command(
            session,
            "count_known_records",
            table,
            ("source_ids", Ids(records, 0, sample)),
            ("hashes", hashes[..sample])
        );
        return (long)(await count.ExecuteScalarAsync(ct))! * 2 > sample;
    }

    /// <summary>Notes those of the records from one place up to another that Bronze has.</summary>
    /// <param name="hashes">At least those of these records.</param>
    /// <param name="rows">How many records the pages before had.</param>
    /// <returns>For each of them whether Bronze has it.</returns>
    public async Task<bool[]> FindAsync(
        IReadOnlyList<RawRecord> records,
        byte[][] hashes,
        int from,
        int to,
        long rows,
        DateTimeOffset receivedAt,
        CancellationToken ct
    )
    {
        if (_noted.Count >= MaxNoted)
            await StageAsync(ct);
        var known = new bool[to - from];
        await using var find = Sql.Command(
            session,
            "find_known_records",
            table,
            ("source_ids", Ids(records, from, to)),
            ("hashes", hashes[from..to])
        );
        await using var row = await find.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var at = (int)row.GetInt64(0) - 1;
            known[at] = true;
            _noted.Add((rows + from + at, row.GetInt64(1), receivedAt));
        }

        return known;
    }

    /// <summary>Stages what was noted: nearly always, what a run received again adds nothing, and no one asks for
    /// it.</summary>
    public async Task StageAsync(CancellationToken ct)
    {
        await using var copy = await session.BeginBinaryImportAsync(Sql.Find("copy_known_records", table).Text, ct);
        foreach (var (place, rawId, receivedAt) in _noted)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(place, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(rawId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(receivedAt, NpgsqlDbType.TimestampTz, ct);
        }

        await copy.CompleteAsync(ct);
        _noted.Clear();
    }

    private static string[] Ids(IReadOnlyList<RawRecord> records, int from, int to)
    {
        var ids = new string[to - from];
        for (var at = from; at < to; at++)
            ids[at - from] = records[at].SourceId;
        return ids;
    }
}
