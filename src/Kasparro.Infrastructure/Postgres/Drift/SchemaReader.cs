using System.Globalization;
using Kasparro.Application.Drift;
using Kasparro.Application.Paging;
using Kasparro.Domain.Drift;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Drift;

internal sealed class SchemaReader(KasparroDatabase database) : ISchemaReader
{
    public async Task<Page<DriftDetail>> ListAsync(
        DriftFilter filter,
        PageRequest<DriftPosition> page,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        var drifts = page.After is { } after
            ? db.SchemaDrifts.Where(drift => drift.DriftId < after.DriftId)
            : db.SchemaDrifts;
        var read = await Matching(drifts, filter)
            .OrderByDescending(drift => drift.DriftId)
            .Take(page.ItemsToRead)
            .ToListAsync(ct);
        return page.PageOf<DriftDetail>([.. read.Select(DriftDetail.Of)]);
    }

    public async Task<DriftDetail?> FindAsync(long driftId, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await db.SchemaDrifts.SingleOrDefaultAsync(drift => drift.DriftId == driftId, ct) is { } drift
            ? DriftDetail.Of(drift)
            : null;
    }

    public async Task<IReadOnlyList<SchemaDrift>> ReadOpenAsync(string source, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        return await DriftRows.ReadOpenAsync(connection, source, ct);
    }

    public async Task<SilverHold> FindHoldAsync(string source, string transformVersion, CancellationToken ct)
    {
        // A replica may not know of it yet.
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        var drifts = await DriftRows.ReadHoldingAsync(connection, source, transformVersion, ct);
        var pauses = drifts.Where(drift => drift is { Policy: DriftPolicy.Pause, EndedAt: null }).ToList();
        return new SilverHold(
            pauses.Count == 0 ? null : Words(pauses.MinBy(drift => drift.FirstRawId)!),
            pauses.Min(drift => drift.FirstRawId - 1),
            [
                .. drifts
                    .Except(pauses)
                    .Select(drift => new QuarantinedRows(
                        drift.DriftId,
                        drift.FirstRawId!.Value,
                        drift.LastRawId!.Value,
                        Words(drift)
                    )),
            ]
        )
        {
            PriceShift = drifts.Find(drift => drift is { Path: PriceShift.Path, EndedAt: null }),
        };
    }

    public async Task<bool> IsOfAcceptedScaleAsync(string source, long rawId, CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var find = Sql.Command(connection, "is_of_accepted_scale", ("source", source), ("raw_id", rawId));
        return (bool)(await find.ExecuteScalarAsync(ct))!;
    }

    public async Task<SourceSchema?> FindSchemaAsync(string source, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await db.SchemaVersions.SingleOrDefaultAsync(v => v.Source == source && v.IsCurrent, ct) is { } version
            ? new SourceSchema(
                source,
                version.Version,
                version.FirstSeenAt,
                version.LastSeenAt,
                version.LastRunId,
                SchemaProfileJson.Read(version.Latest)
            )
            : null;
    }

    private static string Words(SchemaDrift drift) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"drift {drift.DriftId} ({drift.Path}: {FindingSchema.Word(drift.Kind)}, {drift.From} to {drift.To})"
        );

    private static IQueryable<SchemaDrift> Matching(IQueryable<SchemaDrift> drifts, DriftFilter filter)
    {
        if (filter.Sources.Count > 0)
            drifts = drifts.Where(drift => filter.Sources.Contains(drift.Source));
        if (filter.Kinds.Count > 0)
            drifts = drifts.Where(drift => filter.Kinds.Contains(drift.Kind));
        if (filter.Severities.Count > 0)
            drifts = drifts.Where(drift => filter.Severities.Contains(drift.Severity));
        if (filter.From is { } from)
            drifts = drifts.Where(drift => drift.OpenedAt >= from);
        if (filter.To is { } to)
            drifts = drifts.Where(drift => drift.OpenedAt <= to);
        if (filter.Statuses.Count == 0)
            return drifts;

        var (open, accepted, ended) = (
            filter.Statuses.Contains(DriftStatus.Open),
            filter.Statuses.Contains(DriftStatus.Accepted),
            filter.Statuses.Contains(DriftStatus.Ended)
        );
        return drifts.Where(drift =>
            (accepted && drift.AcceptedAt != null)
            || (ended && drift.AcceptedAt == null && drift.EndedAt != null)
            || (open && drift.AcceptedAt == null && drift.EndedAt == null)
        );
    }
}
