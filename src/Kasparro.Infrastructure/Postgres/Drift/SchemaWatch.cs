using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Drift;

/// <summary>
/// Compares the records of a run with what is known of the source, within the transaction that commits it.
/// </summary>
internal sealed class SchemaWatch(NpgsqlConnection session, SourceDescription source, DriftPolicies policies)
{
    /// <param name="run">It has ended, and its raw rows are in Bronze.</param>
    public async Task RecordAsync(EtlRun run, SchemaProfile latest, CancellationToken ct)
    {
        if (latest.Rows == 0)
            return;

        await AdvisoryLocks.TakeAsync(session, AdvisoryLocks.Schemas, source.Name, ct);
        var known = (await CurrentSchema.FindAsync(session, source.Name, ct))?.Known;
        if (known is null || known.Rows < SchemaComparison.FewestRows)
        {
            // The first run is what is known, there is nothing to compare it with; too few records are not known yet.
            await SaveAsync(known: latest, latest, run, ct);
            return;
        }

        var open = await DriftRows.ReadOpenAsync(session, source.Name, ct);
        open.RemoveAll(drift => drift.Path == PriceShift.Path); // prices are judged once they are read
        var comparison = new SchemaComparison(known, latest, source.Fields, [.. open.Select(drift => drift.AsChange)]);
        if (!comparison.IsJudged)
            return;

        var changes = comparison.Find(comparison.NeedsPairs ? await ReadPairsAsync(run, ct) : []);
        await RecordAsync(open, changes, run, ct);
        await SaveAsync(KnownSchema.After(known, latest, changes), latest, run, ct);
    }

    private async Task RecordAsync(
        List<SchemaDrift> open,
        IReadOnlyList<SchemaChange> changes,
        EtlRun run,
        CancellationToken ct
    )
    {
        var (at, rawIds) = (run.EndedAt!.Value, (run.Metadata.FirstRawId, run.Metadata.LastRawId));
        foreach (var drift in open.Where(drift => !changes.Any(drift.IsAbout)))
            await DriftRows.UpdateAsync(session, drift.End(at), ct);
        foreach (var change in changes)
            if (open.Find(drift => drift.IsAbout(change)) is { } known)
                await DriftRows.UpdateAsync(session, known.See(run.RunId, rawIds.LastRawId, at), ct);
            else
                await DriftRows.InsertAsync(
                    session,
                    SchemaDrift.Open(
                        source.Name,
                        change,
                        policies.Of(source.Name, change),
                        source.TransformVersion,
                        run.RunId,
                        rawIds,
                        at
                    ),
                    ct
                );
    }

    private Task SaveAsync(SchemaProfile known, SchemaProfile latest, EtlRun run, CancellationToken ct) =>
        new CurrentSchema(run.RunId, run.EndedAt!.Value, known, latest).SaveAsync(session, source.Name, ct);

    private async Task<IReadOnlyList<RecordPair>> ReadPairsAsync(EtlRun run, CancellationToken ct)
    {
        if (run.Metadata is not { FirstRawId: { } first, LastRawId: { } last })
            return [];

        await using var command = Sql.Command(
            session,
            "record_pairs",
            BronzeTable.Of(source.Name),
            ("source", source.Name),
            ("first_raw_id", first),
            ("last_raw_id", last)
        );
        await using var row = await command.ExecuteReaderAsync(ct);
        var pairs = new List<RecordPair>();
        while (await row.ReadAsync(ct))
            pairs.Add(new RecordPair(Bytes(row.GetString(0)), Bytes(row.GetString(1))));
        return pairs;
    }

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}
