using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>One of a few words, in any case.</summary>
internal sealed class ChoiceParameter<T>(string name, string description, IReadOnlyList<(string Word, T Value)> choices)
    : QueryParameter<T?>(name, description)
    where T : struct
{
    public override string Accepted => $"one of {string.Join(", ", choices.Select(choice => choice.Word))}";

    public override OpenApiSchema Schema =>
        new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. choices.Select(choice => (JsonNode)JsonValue.Create(choice.Word))],
        };

    public override bool TryRead(string text, [NotNullWhen(true)] out T? value)
    {
        foreach (var (word, meaning) in choices)
        {
            if (!word.Equals(text, StringComparison.OrdinalIgnoreCase))
                continue;
            value = meaning;
            return true;
        }

        value = null;
        return false;
    }
}
