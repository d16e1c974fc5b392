using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Drift;

/// <summary>
/// Compares the records of a run with what is known of the source, within the transaction that commits it.
/// </summary>
internal sealed class SchemaWatch(
    KasparroDbContext db,
    NpgsqlConnection session,
    SourceDescription source,
    DriftPolicies policies
)
{
    /// <summary>Adds to the context what is to be saved with the run.</summary>
    /// <param name="run">It has ended, and its raw rows are in Bronze.</param>
    public async Task RecordAsync(EtlRun run, SchemaProfile current, CancellationToken ct)
    {
        if (current.Rows == 0)
            return;

        await AdvisoryLocks.TakeAsync(session, AdvisoryLocks.Schemas, source.Name, ct);
        var version = await db
            .SchemaVersions.AsTracking()
            .FirstOrDefaultAsync(version => version.Source == source.Name && version.IsCurrent, ct);
        var known = version is null ? null : SchemaProfileJson.Read(version.Known);
        if (known is null || known.Rows < SchemaComparison.FewestRows)
        {
            // The first run is what is known, there is nothing to compare it with; too few records are not known yet.
            await SaveAsync(version, current, current, run, ct);
            return;
        }

        var open = await db
            .SchemaDrifts.AsTracking()
            .Where(drift => drift.Source == source.Name && drift.EndedAt == null && drift.AcceptedAt == null)
            .ToListAsync(ct);
        var comparison = new SchemaComparison(known, current, source.Fields, [.. open.Select(drift => drift.AsChange)]);
        if (!comparison.IsJudged)
            return;

        var changes = comparison.Find(comparison.NeedsPairs ? await ReadPairsAsync(run, ct) : []);
        Record(open, changes, run);
        await SaveAsync(version, KnownSchema.After(known, current, changes), current, run, ct);
    }

    private void Record(List<SchemaDrift> open, IReadOnlyList<SchemaChange> changes, EtlRun run)
    {
        var (at, rawIds) = (run.EndedAt!.Value, (run.Metadata.FirstRawId, run.Metadata.LastRawId));
        foreach (var drift in open.Where(drift => !changes.Any(drift.IsAbout)))
            drift.End(at);
        foreach (var change in changes)
            if (open.Find(drift => drift.IsAbout(change)) is { } known)
                known.See(run.RunId, rawIds.LastRawId, at);
            else
                db.SchemaDrifts.Add(
                    SchemaDrift.Open(
                        source.Name,
                        change,
                        policies.Of(source.Name, change),
                        source.TransformVersion,
                        run.RunId,
                        rawIds,
                        at
                    )
                );
    }

    private async Task SaveAsync(
        SchemaVersionEntity? before,
        SchemaProfile known,
        SchemaProfile latest,
        EtlRun run,
        CancellationToken ct
    )
    {
        var hash = known.Version;
        var version =
            before?.Version == hash
                ? before
                : await db
                    .SchemaVersions.AsTracking()
                    .FirstOrDefaultAsync(stored => stored.Source == source.Name && stored.Version == hash, ct);
        if (before is not null && before != version)
        {
            before.IsCurrent = false;
            // The database allows one current version a source.
            await db.SaveChangesAsync(ct);
        }

        version ??= db
            .SchemaVersions.Add(
                new SchemaVersionEntity
                {
                    Source = source.Name,
                    Version = hash,
                    FirstRunId = run.RunId,
                    FirstSeenAt = run.EndedAt!.Value,
                    Known = "",
                    Latest = "",
                }
            )
            .Entity;
        (version.IsCurrent, version.LastRunId, version.LastSeenAt) = (true, run.RunId, run.EndedAt!.Value);
        (version.Known, version.Latest) = (SchemaProfileJson.Write(known), SchemaProfileJson.Write(latest));
    }

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
