using System.Buffers;
using System.Security.Cryptography;

namespace Kasparro.Domain.Bronze;

/// <summary>
/// SHA-256 over a payload's canonical form (see <see cref="CanonicalJson"/>): the order of keys and the spaces between
/// tokens do not matter, every digit and every character of a value does. Where the envelope is part of the statement,
/// its canonical form follows on a line of its own.
/// </summary>
public static class PayloadHash
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Bytes. A buffer that one huge record made larger is not kept for the ordinary ones after it.</summary>
    private const int KeptCapacity = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_canonical;

    /// <summary>One that is used again takes two thirds of the time of one for each record.</summary>
    [ThreadStatic]
    private static IncrementalHash? s_sha256;

    /// <summary>The 32 bytes of the hash.</summary>
    /// <exception cref="System.Text.Json.JsonException">The payload is not one JSON value.</exception>
    public static byte[] Of(ReadOnlySpan<byte> payload) => Of(payload, statedEnvelope: default);

    /// <param name="statedEnvelope">A JSON text; empty for none.</param>
    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static byte[] Of(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> statedEnvelope)
    {
        var canonical = s_canonical ??= new ArrayBufferWriter<byte>(4096);
        canonical.ResetWrittenCount();
        CanonicalJson.Write(payload, canonical);
        if (!statedEnvelope.IsEmpty)
        {
            canonical.Write("\n"u8);
            CanonicalJson.Write(statedEnvelope, canonical);
        }

        var sha256 = s_sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(canonical.WrittenSpan);
        var hash = sha256.GetHashAndReset();
        if (canonical.Capacity > KeptCapacity)
            s_canonical = null;
        return hash;
    }
}
