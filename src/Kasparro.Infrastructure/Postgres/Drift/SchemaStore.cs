using Kasparro.Application.Drift;
using Kasparro.Domain.Drift;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Drift;

internal sealed class SchemaStore(KasparroDatabase database) : ISchemaStore
{
    public async Task<SchemaDrift?> AcceptAsync(long driftId, string by, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = database.NewContext();
        await using var transaction = await BoundedTransaction.BeginAsync(db, ct);
        var source = await db
            .SchemaDrifts.Where(found => found.DriftId == driftId)
            .Select(found => found.Source)
            .SingleOrDefaultAsync(ct);
        if (source is null)
            return null;

        // A run that commits meanwhile changes the same rows.
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await AdvisoryLocks.TakeAsync(connection, AdvisoryLocks.Schemas, source, ct);
        var drift = await db.SchemaDrifts.AsTracking().SingleAsync(found => found.DriftId == driftId, ct);
        drift.Accept(by, at);
        var version = await db
            .SchemaVersions.AsTracking()
            .SingleAsync(version => version.Source == drift.Source && version.IsCurrent, ct);
        var known = KnownSchema.Accept(
            SchemaProfileJson.Read(version.Known),
            SchemaProfileJson.Read(version.Latest),
            drift.AsChange
        );
        await ReplaceAsync(db, version, known, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return drift;
    }

    private static async Task ReplaceAsync(
        KasparroDbContext db,
        SchemaVersionEntity version,
        Domain.Drift.Profiles.SchemaProfile known,
        CancellationToken ct
    )
    {
        var hash = known.Version;
        if (version.Version == hash)
        {
            version.Known = SchemaProfileJson.Write(known);
            return;
        }

        version.IsCurrent = false;
        await db.SaveChangesAsync(ct);
        var next =
            await db
                .SchemaVersions.AsTracking()
                .SingleOrDefaultAsync(stored => stored.Source == version.Source && stored.Version == hash, ct)
            ?? db.SchemaVersions.Add(
                new SchemaVersionEntity
                {
                    Source = version.Source,
                    Version = hash,
                    FirstRunId = version.LastRunId,
                    FirstSeenAt = version.LastSeenAt,
                    Known = "",
                    Latest = "",
                }
            ).Entity;
        (next.IsCurrent, next.LastRunId, next.LastSeenAt) = (true, version.LastRunId, version.LastSeenAt);
        (next.Known, next.Latest) = (SchemaProfileJson.Write(known), version.Latest);
    }
}
