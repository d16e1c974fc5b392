using System.Security.Cryptography;

namespace Kasparro.Domain.Bronze;

/// <summary>
/// What a successful run leaves as evidence of its rows: SHA-256 over the digest of the run before it and the hash of
/// its own rows. A row that changes or vanishes later, or a run, no longer fits.
/// </summary>
public static class RunDigest
{
    /// <param name="previous">Of the successful run of the source before it that has one, in hexadecimal; null for
    /// none.</param>
    /// <param name="rows">SHA-256 over the payload hashes of the run's own rows, in the order of their ids.</param>
    /// <returns>64 digits in hexadecimal.</returns>
    public static string Of(string? previous, ReadOnlySpan<byte> rows) =>
        Convert.ToHexStringLower(
            SHA256.HashData([.. previous is null ? [] : Convert.FromHexString(previous), .. rows])
        );
}
