using Kasparro.Application.Findings;
using Kasparro.Domain.Findings;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Findings;

internal sealed class FindingStore(KasparroDatabase database) : IFindingStore
{
    public async Task UpdateAsync(
        string source,
        Func<IReadOnlyList<Finding>, CancellationToken, Task<IReadOnlyList<Finding>>> judge,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        await using var transaction = await BoundedTransaction.BeginAsync(db, ct);
        await LockAsync(db, source, ct);
        var standing = await db
            .Findings.AsTracking()
            .Where(finding => finding.Source == source && finding.ClearedAt == null)
            .ToListAsync(ct);
        var opened = await judge(standing, ct);
        // What was cleared makes room for what opens in its place.
        await db.SaveChangesAsync(ct);
        db.Findings.AddRange(opened);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<Finding?> AcknowledgeAsync(
        long findingId,
        string by,
        string? note,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        await using var transaction = await BoundedTransaction.BeginAsync(db, ct);
        var source = await db
            .Findings.Where(found => found.FindingId == findingId)
            .Select(found => found.Source)
            .SingleOrDefaultAsync(ct);
        if (source is null)
            return null;

        await LockAsync(db, source, ct);
        var finding = await db.Findings.AsTracking().SingleAsync(found => found.FindingId == findingId, ct);
        finding.Acknowledge(by, note, at);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return finding;
    }

    private static Task LockAsync(KasparroDbContext db, string source, CancellationToken ct) =>
        AdvisoryLocks.TakeAsync((NpgsqlConnection)db.Database.GetDbConnection(), AdvisoryLocks.Findings, source, ct);
}
