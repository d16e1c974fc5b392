namespace Kasparro.Domain.RunChecks;

/// <summary>
/// 32 bits in place of a source's id of an asset: enough to notice that one is missing, small enough to keep for
/// every run.
/// </summary>
public static class AssetFingerprint
{
    /// <summary>FNV-1a over UTF-16, mixed by MurmurHash3's last step. Stored, so it never changes.</summary>
    public static uint Of(string sourceId)
    {
        var hash = 2_166_136_261u;
        foreach (var unit in sourceId)
        {
            hash = (hash ^ (byte)unit) * 16_777_619u;
            hash = (hash ^ (uint)(unit >> 8)) * 16_777_619u;
        }

        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }
}
