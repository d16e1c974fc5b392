using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Runs;

/// <summary>How far each source has come. Written only within the transaction that makes it true.</summary>
internal sealed class CheckpointRepository(KasparroDbContext db)
{
    /// <summary>A success moves the checkpoint and leaves when and how it last failed.</summary>
    public async Task AdvanceAsync(
        string source,
        DateTimeOffset processedUpTo,
        Guid runId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var checkpoint = await FindAsync(source, ct);
        checkpoint.LastProcessedAt = processedUpTo;
        checkpoint.LastSuccessRunId = runId;
        checkpoint.Status = RunStatus.Success;
        checkpoint.UpdatedAt = now;
    }

    /// <summary>A failure records itself and moves nothing.</summary>
    public async Task RecordFailureAsync(string source, string error, DateTimeOffset now, CancellationToken ct)
    {
        var checkpoint = await FindAsync(source, ct);
        checkpoint.LastFailureAt = now;
        checkpoint.LastFailureError = error;
        checkpoint.Status = RunStatus.Failed;
        checkpoint.UpdatedAt = now;
    }

    public async Task RecordStartAsync(string source, DateTimeOffset now, CancellationToken ct)
    {
        var checkpoint = await FindAsync(source, ct);
        checkpoint.Status = RunStatus.Running;
        checkpoint.UpdatedAt = now;
    }

    private async Task<CheckpointEntity> FindAsync(string source, CancellationToken ct)
    {
        if (await db.Checkpoints.AsTracking().FirstOrDefaultAsync(c => c.Source == source, ct) is { } known)
            return known;
        return db.Checkpoints.Add(new CheckpointEntity { Source = source }).Entity;
    }
}
