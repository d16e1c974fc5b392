using System.Text.Json;

namespace Kasparro.Domain.Drift;

/// <summary>Finds the value at a path of a record.</summary>
internal static class RecordPath
{
    /// <summary>Undefined where the record has no such path.</summary>
    public static JsonElement Find(JsonElement record, string path)
    {
        foreach (var name in path.Split('.'))
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(name, out record))
                return default;
        return record;
    }

    /// <summary>The number there; null where there is none, or it is 0.</summary>
    public static double? Number(JsonElement record, string path) =>
        Find(record, path) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out var number)
        && number != 0
            ? Math.Abs(number)
            : null;
}
