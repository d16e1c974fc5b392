using System.Text.Json.Nodes;
using Kasparro.WebApi.Parameters;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Kasparro.WebApi.OpenApi;

/// <summary>Writes a route's query parameters from the same declaration that reads them.</summary>
internal sealed class ParameterDocumentation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<DeclaredParameters>().FirstOrDefault() is not { } declared) return;

        var path = operation.Parameters?.Where(parameter => parameter.In == ParameterLocation.Path) ?? [];
        operation.Parameters = [.. path, .. declared.All.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name).Select(name => Describe(parameter, name)))];
    }

    private static OpenApiParameter Describe(QueryParameter parameter, string name) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = name == parameter.Name ? parameter.Description : $"The same as {parameter.Name}.",
        Schema = parameter.IsRepeatable ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = parameter.Schema, MaxItems = RequestQuery.MaxValues } : parameter.Schema,
        Style = ParameterStyle.Form,
        Explode = true,
        Examples = new Dictionary<string, IOpenApiExample>
        {
            ["none"] = new OpenApiExample { Summary = "not given" },
            ["example"] = new OpenApiExample { Summary = "for example", Value = parameter.IsRepeatable ? new JsonArray(Example(parameter)) : Example(parameter) },
        },
    };

    private static JsonValue Example(QueryParameter parameter) =>
        parameter.Schema.Type == JsonSchemaType.Integer ? JsonValue.Create(int.Parse(parameter.Example, System.Globalization.CultureInfo.InvariantCulture)) : JsonValue.Create(parameter.Example);
}
