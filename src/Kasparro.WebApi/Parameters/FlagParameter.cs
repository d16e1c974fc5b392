using System.Diagnostics.CodeAnalysis;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>true or false, in any case.</summary>
internal sealed class FlagParameter(string name, string description) : QueryParameter<bool?>(name, description)
{
    public override string Accepted => "one of true, false";

    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.Boolean, Default = false };

    public override bool TryRead(string text, [NotNullWhen(true)] out bool? value)
    {
        value = bool.TryParse(text, out var truth) ? truth : null;
        return value is not null;
    }
}
