using Kasparro.Domain.RunChecks;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>
/// The assets that a run received, those of duplicates included. Bounded: beyond the limit it keeps none.
/// </summary>
internal sealed class SeenAssets
{
    private readonly HashSet<uint> _fingerprints = [];
    private bool _areTooMany;
    private string? _last;

    /// <summary>Null where they were too many.</summary>
    public AssetFingerprints? Fingerprints => _areTooMany ? null : AssetFingerprints.Of(_fingerprints);

    /// <summary>Null where they were too many.</summary>
    public long? Count => _areTooMany ? null : _fingerprints.Count;

    public void Add(string sourceId)
    {
        // A file has many rows of one asset in sequence.
        if (_areTooMany || sourceId == _last)
            return;

        _last = sourceId;
        _fingerprints.Add(AssetFingerprint.Of(sourceId));
        if (_fingerprints.Count <= AssetFingerprints.MaxCount)
            return;

        _areTooMany = true;
        _fingerprints.Clear();
    }
}
