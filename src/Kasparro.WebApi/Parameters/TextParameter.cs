using System.Diagnostics.CodeAnalysis;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>
/// Text as it is. Control characters are refused: no symbol or name has them, and PostgreSQL cannot hold U+0000.
/// </summary>
internal sealed class TextParameter(string name, string description, int maxLength = 200)
    : QueryParameter<string?>(name, description)
{
    public override string Accepted => $"1 to {maxLength} characters without control characters";

    public override OpenApiSchema Schema =>
        new()
        {
            Type = JsonSchemaType.String,
            MinLength = 1,
            MaxLength = maxLength,
        };

    public override bool TryRead(string text, [NotNullWhen(true)] out string? value)
    {
        value = text;
        return text.Length > 0 && text.Length <= maxLength && !text.Any(char.IsControl);
    }
}
