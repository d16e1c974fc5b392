using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kasparro.Domain.Drift;

/// <summary>Reads a path under the name of another one, to see what a corrected mapping would give.</summary>
/// <param name="From" example="usd_price">Where the value stands: names joined by points.</param>
/// <param name="To" example="current_price">Where the mapping looks for it.</param>
public sealed record FieldMove(string From, string To)
{
    /// <summary>
    /// The record with the value in its place; every number keeps its digits. The record itself where it has no such
    /// value.
    /// </summary>
    /// <param name="payload">JSON in UTF-8.</param>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> payload, IReadOnlyList<FieldMove> moves)
    {
        try
        {
            if (JsonNode.Parse(payload.Span) is not JsonObject record)
                return payload;
            foreach (var move in moves)
                if (Find(record, move.From) is { } value)
                    Set(record, move.To.Split('.'), value.DeepClone());
            return Encoding.UTF8.GetBytes(record.ToJsonString());
        }
        catch (Exception odd) when (odd is JsonException or ArgumentException)
        {
            return payload; // too deep, or a name twice in one object
        }
    }

    private static JsonNode? Find(JsonObject record, string path)
    {
        JsonNode? node = record;
        foreach (var name in path.Split('.'))
            node = (node as JsonObject)?[name];
        return node;
    }

    private static void Set(JsonObject record, string[] names, JsonNode value)
    {
        foreach (var name in names[..^1])
        {
            if (record[name] is not JsonObject below)
                record[name] = below = [];
            record = below;
        }

        record[names[^1]] = value;
    }
}
