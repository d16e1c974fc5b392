namespace Kasparro.Application.Verification;

/// <summary>Whether Silver is what Bronze says.</summary>
/// <param name="Digest">SHA-256 over all of Silver that is there but the times it was written; hexadecimal.</param>
/// <param name="RebuiltDigest">The same over what was derived aside.</param>
/// <param name="Rows">Silver rows, failures and links compared.</param>
/// <param name="Pending">Raw rows that no transformation has reached yet, by source. No difference: the next transform
/// derives them.</param>
/// <param name="Differences">The first ones, a sentence each.</param>
public sealed record SilverVerification(
    string Digest,
    string RebuiltDigest,
    long Rows,
    IReadOnlyDictionary<string, long> Pending,
    IReadOnlyList<string> Differences
)
{
    public bool Matches => Digest == RebuiltDigest && Differences.Count == 0;
}
