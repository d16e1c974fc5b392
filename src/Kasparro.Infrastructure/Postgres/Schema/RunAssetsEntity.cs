namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>
/// Which assets a run received. In a table of its own and not in the run's metadata: lists and metrics read those, and
/// this is kilobytes.
/// </summary>
internal sealed class RunAssetsEntity
{
    public Guid RunId { get; init; }

    /// <summary>See <see cref="Kasparro.Domain.RunChecks.AssetFingerprints"/>.</summary>
    public required byte[] Fingerprints { get; init; }
}
