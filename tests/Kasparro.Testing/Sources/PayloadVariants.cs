using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kasparro.Testing.Sources;

/// <summary>The same payload with one thing changed; every other lexeme stays as it was.</summary>
public static class PayloadVariants
{
    private static readonly JsonSerializerOptions s_asWritten = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Placeholder = "~the value goes here~";

    /// <summary>
    /// The paths of all fields, objects included: <c>quotes</c>, <c>quotes.USD</c>, <c>quotes.USD.price</c>.
    /// </summary>
    public static IEnumerable<string> Paths(string payload) => Paths(JsonNode.Parse(payload)!.AsObject(), "");

    /// <summary>The paths of fields that hold a number or a text.</summary>
    public static IEnumerable<string> ScalarPaths(string payload) =>
        Paths(payload).Where(path => At(JsonNode.Parse(payload)!.AsObject(), path) is JsonValue);

    public static string Without(string payload, string path) =>
        Change(payload, path, (parent, name) => parent.Remove(name));

    /// <param name="json">The new value as JSON text, kept as written.</param>
    public static string With(string payload, string path, string json) =>
        Change(payload, path, (parent, name) => parent[name] = Placeholder)
            .Replace($"\"{Placeholder}\"", json, StringComparison.Ordinal);

    /// <summary>Keys in the opposite order at every level.</summary>
    public static string Reversed(string payload) => Reverse(JsonNode.Parse(payload)!).ToJsonString(s_asWritten);

    /// <summary>Every number and text in the payload, as written.</summary>
    public static HashSet<string> Scalars(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return [.. Scalars(document.RootElement)];
    }

    private static IEnumerable<string> Scalars(JsonElement at) =>
        at.ValueKind switch
        {
            JsonValueKind.Object => at.EnumerateObject().SelectMany(member => Scalars(member.Value)),
            JsonValueKind.Array => at.EnumerateArray().SelectMany(Scalars),
            _ => [at.GetRawText().Trim('"')],
        };

    private static string Change(string payload, string path, Action<JsonObject, string> change)
    {
        var root = JsonNode.Parse(payload)!.AsObject();
        var parts = path.Split('.');
        var parent = parts[..^1].Aggregate(root, (at, part) => at[part]!.AsObject());
        change(parent, parts[^1]);
        return root.ToJsonString(s_asWritten);
    }

    private static JsonNode? At(JsonObject root, string path) =>
        path.Split('.').Aggregate<string, JsonNode?>(root, (at, part) => at?[part]);

    private static IEnumerable<string> Paths(JsonObject at, string prefix)
    {
        foreach (var (name, value) in at)
        {
            yield return prefix + name;
            if (value is not JsonObject inner)
                continue;
            foreach (var path in Paths(inner, $"{prefix}{name}."))
                yield return path;
        }
    }

    private static JsonNode Reverse(JsonNode node) =>
        node is JsonObject at
            ? new JsonObject(
                at.Reverse()
                    .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Reverse(pair.Value)))
            )
            : node.DeepClone();
}
