namespace Kasparro.Domain.Drift;

/// <summary>Two payloads of one id of a source: the last one before a change, and the first one after it.</summary>
/// <param name="Before">JSON in UTF-8.</param>
/// <param name="After">JSON in UTF-8.</param>
public sealed record RecordPair(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After);
