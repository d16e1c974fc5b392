using System.Text.Json;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>
/// One value of a JSON text with the values in it, each with its own characters, so that one can be changed and every
/// other lexeme stays as it was.
/// </summary>
public sealed class JsonPart
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 1_000 };

    private JsonPart(JsonElement element, JsonPart? parent, string path, string? name)
    {
        (Parent, Path, Name, Kind, Raw) = (parent, path, name, element.ValueKind, element.GetRawText());
        Parts = element.ValueKind switch
        {
            JsonValueKind.Object =>
            [
                .. element
                    .EnumerateObject()
                    .Select(member => new JsonPart(
                        member.Value,
                        this,
                        path.Length == 0 ? member.Name : $"{path}.{member.Name}",
                        member.Name
                    )),
            ],
            JsonValueKind.Array =>
            [
                .. element.EnumerateArray().Select((value, at) => new JsonPart(value, this, $"{path}[{at}]", null)),
            ],
            _ => [],
        };
        Text = element.ValueKind == JsonValueKind.String ? element.GetString()! : Raw;
    }

    public JsonPart? Parent { get; }

    /// <summary>As fields are named: <c>quotes.USD.price</c>, <c>c[0]</c>; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>Null for an element of an array, and for the whole.</summary>
    public string? Name { get; }

    public JsonValueKind Kind { get; }

    public string Raw { get; }

    /// <summary>The characters of a text; of anything else its JSON.</summary>
    public string Text { get; }

    public IReadOnlyList<JsonPart> Parts { get; }

    public bool IsScalar => Kind is not (JsonValueKind.Object or JsonValueKind.Array);

    /// <summary>Itself and everything in it.</summary>
    public IEnumerable<JsonPart> All => Parts.SelectMany(part => part.All).Prepend(this);

    public IEnumerable<JsonPart> Scalars => All.Where(part => part.IsScalar);

    public IEnumerable<JsonPart> Ancestors
    {
        get
        {
            for (var at = Parent; at is not null; at = at.Parent)
                yield return at;
        }
    }

    public static JsonPart Read(string json)
    {
        using var document = JsonDocument.Parse(json, s_options);
        return new JsonPart(document.RootElement, null, "", null);
    }

    /// <summary>The whole text with another value in this place.</summary>
    public string Whole(string value) => (Ancestors.LastOrDefault() ?? this).Write(part => part == this ? value : null);

    /// <param name="replace">The JSON of a value that changes; null for one that stays.</param>
    /// <param name="rename">The name of a member.</param>
    public string Write(Func<JsonPart, string?> replace, Func<JsonPart, string>? rename = null) =>
        Arrange((_, parts) => parts, replace, rename);

    /// <param name="arrange">What becomes of the members, or elements, of a value.</param>
    public string Arrange(
        Func<JsonPart, IEnumerable<string>, IEnumerable<string>> arrange,
        Func<JsonPart, string?>? replace = null,
        Func<JsonPart, string>? rename = null
    )
    {
        if (replace?.Invoke(this) is { } other)
            return other;
        if (IsScalar)
            return Raw;
        var parts = arrange(
            this,
            Parts.Select(part =>
                (part.Name is null ? "" : JsonSerializer.Serialize(rename?.Invoke(part) ?? part.Name) + ":")
                + part.Arrange(arrange, replace, rename)
            )
        );
        return Kind == JsonValueKind.Object ? $"{{{string.Join(',', parts)}}}" : $"[{string.Join(',', parts)}]";
    }
}
