using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Kasparro.Domain.Bronze;

/// <summary>Which ids can name a record, and the name of a record that came without one.</summary>
public static class SourceRecordId
{
    /// <summary>
    /// Bytes of UTF-8. The longest id seen has 100; PostgreSQL's index holds about 2,700 for the whole key.
    /// </summary>
    public const int MaxBytes = 256;

    private const string SyntheticPrefix = "sha256:";

    public static bool IsStorable([NotNullWhen(true)] string? id) =>
        !string.IsNullOrEmpty(id) && StorableText.IsStorable(id) && Encoding.UTF8.GetByteCount(id) <= MaxBytes;

    /// <summary>
    /// An id for a record without one: the hash of its canonical form, the same each time the record is received.
    /// </summary>
    public static string Synthetic(ReadOnlySpan<byte> payload) =>
        SyntheticPrefix + Convert.ToHexStringLower(PayloadHash.Of(payload));
}
