using Kasparro.Domain.RunChecks;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>
/// Which assets a run notifications of, those included whose records were in Bronze already. Bounded: beyond the limit it
/// forgets them all.
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
        // Files tell of one asset for many rows.
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
