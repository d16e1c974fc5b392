using System.Security.Cryptography;
using System.Text;

namespace Kasparro.Domain.Assets;

/// <summary>
/// Name-based UUIDs (RFC 9562, version 5): the same name gives the same id, on any machine, at any time.
/// </summary>
public static class UuidV5
{
    public static Guid Of(Guid nameSpace, string name)
    {
        Span<byte> input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        nameSpace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input[16..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The RFC says SHA-1; nothing is protected by it.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
