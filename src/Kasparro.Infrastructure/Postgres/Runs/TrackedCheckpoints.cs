using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Runs;

/// <summary>Checkpoints, changed only within the transaction that records the run.</summary>
internal static class TrackedCheckpoints
{
    /// <summary>The source's checkpoint, a new one before its first run; tracked, so that changes are saved.</summary>
    public static async Task<Checkpoint> CheckpointOfAsync(
        this KasparroDbContext db,
        string source,
        CancellationToken ct
    ) =>
        await db.Checkpoints.AsTracking().FirstOrDefaultAsync(checkpoint => checkpoint.Source == source, ct)
        ?? db.Checkpoints.Add(new Checkpoint(source)).Entity;
}
