using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kasparro.Infrastructure.Postgres.Retention;

/// <summary>A raw record on its way to an archive, or read back from one.</summary>
/// <param name="Payload">As received, character for character.</param>
/// <param name="Envelope">What stood around it; null where nothing was kept.</param>
/// <param name="IngestedAt">UTC, in microseconds.</param>
internal sealed record ArchivedRecord(
    long Id,
    string SourceId,
    string Payload,
    string? Envelope,
    byte[] PayloadHash,
    DateTime IngestedAt,
    Guid RunId
)
{
    /// <summary>Every field, each with its length, so that no two records give the same bytes.</summary>
    public void AppendTo(IncrementalHash hash)
    {
        Append(hash, BitConverter.GetBytes(Id));
        Append(hash, Encoding.UTF8.GetBytes(SourceId));
        Append(hash, Encoding.UTF8.GetBytes(Payload));
        Append(hash, Envelope is null ? [] : Encoding.UTF8.GetBytes(Envelope));
        Append(hash, PayloadHash);
        Append(hash, BitConverter.GetBytes(IngestedAt.Ticks));
        Append(hash, RunId.ToByteArray());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }
}
