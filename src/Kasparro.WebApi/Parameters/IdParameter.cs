using System.Diagnostics.CodeAnalysis;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>A UUID.</summary>
internal sealed class IdParameter(string name, string description) : QueryParameter<Guid?>(name, description)
{
    public override string Accepted => "a UUID";

    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.String, Format = "uuid" };

    public override bool TryRead(string text, [NotNullWhen(true)] out Guid? value)
    {
        value = Guid.TryParseExact(text, "D", out var id) ? id : null;
        return value is not null;
    }
}
