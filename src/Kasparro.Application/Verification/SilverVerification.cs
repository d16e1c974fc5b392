namespace Kasparro.Application.Verification;

/// <summary>Whether Silver matches Bronze.</summary>
/// <param name="Digest">SHA-256 over all of Silver without the times it was written; hexadecimal.</param>
/// <param name="RebuiltDigest">The same over the shadow.</param>
/// <param name="Rows">Silver rows, failures and links compared.</param>
/// <param name="Pending">Raw records that are not transformed yet, by source. No difference: the next transform
/// reads them.</param>
/// <param name="DifferenceCount">All differences.</param>
/// <param name="Differences">The first ten, a sentence each.</param>
public sealed record SilverVerification(
    string Digest,
    string RebuiltDigest,
    long Rows,
    IReadOnlyDictionary<string, long> Pending,
    long DifferenceCount,
    IReadOnlyList<string> Differences
)
{
    /// <summary>A part was to be compared, and no raw row belongs to it.</summary>
    public bool IsPartEmpty { get; init; }

    public bool Matches => Digest == RebuiltDigest && DifferenceCount == 0;
}
