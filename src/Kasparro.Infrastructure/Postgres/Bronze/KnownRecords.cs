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
        await using var count = Sql.Command(
            session,
            "count_known_records",
            table,
            ("source_ids", Ids(records, 0, sample)),
            ("hashes", hashes[..sample])
        );
        return (long)(await count.ExecuteScalarAsync(ct))! * 2 > sample;
    }

    /// <summary>Stages those of the records from one place up to another that Bronze has.</summary>
    /// <param name="hashes">At least those of these records.</param>
    /// <param name="rows">How many records the pages before had.</param>
    /// <returns>For each of them whether Bronze has it.</returns>
    public async Task<bool[]> StageAsync(
        IReadOnlyList<RawRecord> records,
        byte[][] hashes,
        int from,
        int to,
        long rows,
        DateTimeOffset receivedAt,
        CancellationToken ct
    )
    {
        await using var stage = Sql.Command(
            session,
            "stage_known_records",
            table,
            ("first_place", rows + from),
            ("source_ids", Ids(records, from, to)),
            ("hashes", hashes[from..to]),
            ("received_at", receivedAt)
        );
        var known = new bool[to - from];
        await using var place = await stage.ExecuteReaderAsync(ct);
        while (await place.ReadAsync(ct))
            known[place.GetInt64(0) - rows - from] = true;
        return known;
    }

    private static string[] Ids(IReadOnlyList<RawRecord> records, int from, int to)
    {
        var ids = new string[to - from];
        for (var at = from; at < to; at++)
            ids[at - from] = records[at].SourceId;
        return ids;
    }
}
