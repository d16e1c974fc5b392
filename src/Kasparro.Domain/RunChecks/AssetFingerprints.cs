namespace Kasparro.Domain.RunChecks;

/// <summary>The fingerprints of a run's assets, in rising order.</summary>
public sealed class AssetFingerprints
{
    /// <summary>Assets of one run at most. No source has a fifth of it; beyond, a run keeps none.</summary>
    public const int MaxCount = 100_000;

    private readonly uint[] _sorted;

    private AssetFingerprints(uint[] sorted) => _sorted = sorted;

    public int Count => _sorted.Length;

    public IReadOnlyList<uint> All => _sorted;

    public static AssetFingerprints Of(IEnumerable<uint> fingerprints) => new([.. fingerprints.Distinct().Order()]);

    public bool Contains(uint fingerprint) => Array.BinarySearch(_sorted, fingerprint) >= 0;

    /// <summary>
    /// The steps from each to the next, seven bits a byte: three bytes for one of some thousands. They are random, so
    /// nothing would compress them further.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(_sorted.Length * 3);
        var last = 0u;
        foreach (var fingerprint in _sorted)
        {
            var step = fingerprint - last;
            for (; step > 0x7F; step >>= 7)
                bytes.Add((byte)(step | 0x80));
            bytes.Add((byte)step);
            last = fingerprint;
        }

        return [.. bytes];
    }

    public static AssetFingerprints FromBytes(ReadOnlySpan<byte> bytes)
    {
        var fingerprints = new List<uint>(bytes.Length / 3);
        uint last = 0,
            step = 0;
        var shift = 0;
        foreach (var part in bytes)
        {
            step |= (uint)(part & 0x7F) << shift;
            shift += 7;
            if ((part & 0x80) != 0)
                continue;

            last += step;
            fingerprints.Add(last);
            (step, shift) = (0, 0);
        }

        return new AssetFingerprints([.. fingerprints]);
    }
}
