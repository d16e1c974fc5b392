using Kasparro.Domain.Bronze;

namespace Kasparro.Application.Transformation;

/// <summary>Reads Bronze in the order it was received.</summary>
public interface IBronzeReader
{
    /// <summary>
    /// How far Bronze reaches now, known payloads that were received again included; 0 where it is empty.
    /// </summary>
    Task<long> HighestIdAsync(string source, CancellationToken ct);

    /// <summary>
    /// Rows with an id above <paramref name="after"/> and up to <paramref name="upTo"/>, ascending, in chunks.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<RawRow>> ReadAsync(string source, long after, long upTo, CancellationToken ct);

    /// <summary>Some rows, ascending, in chunks.</summary>
    /// <param name="ids">Ascending.</param>
    IAsyncEnumerable<IReadOnlyList<RawRow>> ReadAsync(string source, IReadOnlyList<long> ids, CancellationToken ct);
}

/// <summary>One row of a raw table.</summary>
/// <param name="RunId">The run that received it.</param>
/// <param name="Record">What was received, and when.</param>
public sealed record RawRow(long Id, Guid RunId, StoredRecord Record);
