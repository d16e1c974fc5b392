namespace Kasparro.Application.Transformation;

/// <summary>Reads Bronze in the order it was received.</summary>
public interface IBronzeReader
{
    /// <summary>Rows with an id above <paramref name="after"/>, ascending, in chunks. Up to what was committed when reading began.</summary>
    IAsyncEnumerable<IReadOnlyList<RawRow>> ReadAsync(string source, long after, CancellationToken ct);
}

/// <summary>One row of a raw table.</summary>
/// <param name="RunId">The run that brought it.</param>
/// <param name="Payload">JSON in UTF-8, as received.</param>
public sealed record RawRow(long Id, Guid RunId, ReadOnlyMemory<byte> Payload);
