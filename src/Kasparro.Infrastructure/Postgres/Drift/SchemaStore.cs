using Kasparro.Application.Drift;
using Kasparro.Domain.Drift;
using Kasparro.Infrastructure.Postgres.Connections;

namespace Kasparro.Infrastructure.Postgres.Drift;

internal sealed class SchemaStore(KasparroDatabase database) : ISchemaStore
{
    public async Task<SchemaDrift?> AcceptAsync(long driftId, string by, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var transaction = await BoundedTransaction.BeginAsync(connection, ct);
        if (await DriftRows.FindAsync(connection, driftId, ct) is not { Source: var source })
            return null;

        // A run that commits meanwhile changes the same rows.
        await AdvisoryLocks.TakeAsync(connection, AdvisoryLocks.Schemas, source, ct);
        var drift = (await DriftRows.FindAsync(connection, driftId, ct))!.Accept(by, at);
        await DriftRows.UpdateAsync(connection, drift, ct);
        if (await CurrentSchema.FindAsync(connection, source, ct) is { } current)
        {
            var known = KnownSchema.Accept(current.Known, current.Latest, drift.AsChange);
            await (current with { Known = known }).SaveAsync(connection, source, ct);
        }

        await transaction.CommitAsync(ct);
        return drift;
    }

    public async Task ChangeAsync(
        string source,
        Func<IReadOnlyList<SchemaDrift>, IReadOnlyList<SchemaDrift>> change,
        CancellationToken ct
    )
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var transaction = await BoundedTransaction.BeginAsync(connection, ct);
        await AdvisoryLocks.TakeAsync(connection, AdvisoryLocks.Schemas, source, ct);
        foreach (var drift in change(await DriftRows.ReadOpenAsync(connection, source, ct)))
            if (drift.DriftId == 0)
                await DriftRows.InsertAsync(connection, drift, ct);
            else
                await DriftRows.UpdateAsync(connection, drift, ct);
        await transaction.CommitAsync(ct);
    }
}
