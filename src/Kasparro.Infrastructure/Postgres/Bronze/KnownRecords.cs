using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>
/// Recognises the records of a page that Bronze has, so that their payloads need not be sent and staged again.
/// </summary>
internal sealed class KnownRecords(NpgsqlConnection session, BronzeTable table)
{
    private const int SampleSize = 50;

    /// <summary>
    /// Whether a few records from the page's beginning are mostly known. Where they are not, asking for each one would
    /// cost more than it saves: the insert recognises them as well.
    /// </summary>
    /// <param name="hashes">At least those of the first records.</param>
    public async Task<bool> AreUsualAsync(IReadOnlyList<RawRecord> records, byte[][] hashes, CancellationToken ct)
    {
        var sample = Math.Min(records.Count, SampleSize);
        var known = await FindAsync(records, hashes, 0, sample, ct);
        return known.Count(isKnown => isKnown) * 2 > sample;
    }

    /// <summary>Of the records from one place up to another.</summary>
    /// <param name="hashes">At least those of these records.</param>
    /// <returns>For each of them whether Bronze has it.</returns>
    public async Task<bool[]> FindAsync(
        IReadOnlyList<RawRecord> records,
        byte[][] hashes,
        int from,
        int to,
        CancellationToken ct
    )
    {
        await using var find = Sql.Command(
            session,
            "find_known_records",
            table,
            ("source_ids", records.Skip(from).Take(to - from).Select(record => record.SourceId).ToArray()),
            ("hashes", hashes[from..to])
        );
        var known = new bool[to - from];
        await using var place = await find.ExecuteReaderAsync(ct);
        while (await place.ReadAsync(ct))
            known[place.GetInt32(0) - 1] = true;
        return known;
    }
}
