namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>One record of a response.</summary>
/// <param name="Name">The name of the member that it is; null for an element of an array.</param>
/// <param name="Text">JSON in UTF-8, as received.</param>
internal readonly record struct JsonRecordText(string? Name, ReadOnlyMemory<byte> Text);
