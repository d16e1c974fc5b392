using System.Buffers;
using System.Security.Cryptography;

namespace Kasparro.Domain.Bronze;

/// <summary>
/// SHA-256 over a payload's canonical form (see <see cref="CanonicalJson"/>): the order of keys and the spaces between tokens
/// do not matter, every digit and every character of a value does.
/// </summary>
public static class PayloadHash
{
    public const int Length = SHA256.HashSizeInBytes;

    [ThreadStatic] private static ArrayBufferWriter<byte>? s_canonical;

    /// <summary>The 32 bytes of the hash.</summary>
    /// <exception cref="System.Text.Json.JsonException">The payload is not one JSON value.</exception>
    public static byte[] Of(ReadOnlySpan<byte> payload)
    {
        var canonical = s_canonical ??= new ArrayBufferWriter<byte>(4096);
        canonical.ResetWrittenCount();
        CanonicalJson.Write(payload, canonical);
        return SHA256.HashData(canonical.WrittenSpan);
    }
}
