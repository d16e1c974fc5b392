namespace Kasparro.Domain.Bronze;

/// <summary>What stood around a record when it was received.</summary>
/// <param name="Json">A JSON object in UTF-8; empty where there is nothing to keep.</param>
/// <param name="IsStated">
/// Whether it is part of what the source states: the same payload with another envelope is then another statement.
/// </param>
public readonly record struct RecordEnvelope(ReadOnlyMemory<byte> Json, bool IsStated)
{
    public static readonly RecordEnvelope None;

    public bool IsEmpty => Json.IsEmpty;
}
