using Kasparro.Application.Findings;
using Kasparro.Domain.Findings;
using Kasparro.Infrastructure.Postgres.Connections;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Findings;

internal sealed class FindingStore(KasparroDatabase database) : IFindingStore
{
    public async Task<IReadOnlyList<Finding>> UpdateAsync(
        string source,
        Func<IReadOnlyList<Finding>, CancellationToken, Task<IReadOnlyList<Finding>>> judge,
        CancellationToken ct
    )
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var transaction = await BoundedTransaction.BeginAsync(connection, ct);
        var findings = await UpdateAsync(connection, source, judge, ct);
        await transaction.CommitAsync(ct);
        return findings;
    }

    /// <summary>The same within a transaction of the caller.</summary>
    public static async Task<IReadOnlyList<Finding>> UpdateAsync(
        NpgsqlConnection connection,
        string source,
        Func<IReadOnlyList<Finding>, CancellationToken, Task<IReadOnlyList<Finding>>> judge,
        CancellationToken ct
    )
    {
        await AdvisoryLocks.TakeAsync(connection, AdvisoryLocks.Findings, source, ct);
        var standing = await FindingRows.ReadStandingAsync(connection, source, ct);
        var judged = await judge(standing, ct);
        // What was cleared makes room for what opens in its place.
        foreach (var finding in judged.Where(finding => finding.FindingId != 0 && !standing.Contains(finding)))
            await FindingRows.UpdateAsync(connection, finding, ct);
        var stored = new List<Finding>();
        foreach (var finding in judged)
            stored.Add(finding.FindingId == 0 ? await FindingRows.InsertAsync(connection, finding, ct) : finding);
        return stored;
    }

    public async Task<Finding?> AcknowledgeAsync(
        long findingId,
        string by,
        string? note,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var transaction = await BoundedTransaction.BeginAsync(connection, ct);
        if (await FindingRows.FindAsync(connection, findingId, ct) is not { Source: var source })
            return null;

        await AdvisoryLocks.TakeAsync(connection, AdvisoryLocks.Findings, source, ct);
        var finding = await FindingRows.FindAsync(connection, findingId, ct);
        var acknowledged = finding!.Acknowledge(by, note, at);
        await FindingRows.UpdateAsync(connection, acknowledged, ct);
        await transaction.CommitAsync(ct);
        return acknowledged;
    }
}
