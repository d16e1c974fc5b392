using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>
/// Where a field stands: in the record, which a plain text means, or in the envelope that was kept with it.
/// </summary>
/// <param name="Path">A point leads into an object, a number in brackets into an array: <c>quote.USD.price</c>,
/// <c>c[0]</c>.</param>
internal readonly record struct FieldPlace(string Path, bool IsInEnvelope = false)
{
    /// <summary>The name of the member that the record is.</summary>
    public static readonly FieldPlace Key = InEnvelope(EnvelopeFields.Key);

    /// <summary>When the record was received, with <see cref="EnvelopeFields.HasReceipt"/>.</summary>
    public static readonly FieldPlace ReceivedAt = InEnvelope(EnvelopeFields.ReceivedAt);

    public static FieldPlace InEnvelope(string path) => new(path, IsInEnvelope: true);

    public static implicit operator FieldPlace(string path) => new(path);

    /// <summary>As messages name it.</summary>
    public override string ToString() => IsInEnvelope ? $"envelope.{Path}" : Path;
}
