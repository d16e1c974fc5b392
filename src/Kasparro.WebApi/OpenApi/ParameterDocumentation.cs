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
        if (
            context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<DeclaredParameters>().FirstOrDefault()
            is not { } declared
        )
            return;

        var path =
            operation
                .Parameters?.Where(parameter => parameter.In == ParameterLocation.Path)
                .Select(parameter => DescribePath(parameter.Name))
            ?? [];
        operation.Parameters =
        [
            .. path,
            .. declared.All.SelectMany(parameter =>
                parameter.Aliases.Prepend(parameter.Name).Select(name => Describe(parameter, name))
            ),
        ];
    }

    private static OpenApiParameter DescribePath(string? name)
    {
        var id = PathIds.All.First(parameter => parameter.Name == name);
        return new OpenApiParameter
        {
            Name = id.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = id.Description,
            Schema = id.Schema,
            Example = Example(id),
        };
    }

    private static OpenApiParameter Describe(QueryParameter parameter, string name) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = name == parameter.Name ? parameter.Description : $"The same as {parameter.Name}.",
            Schema = parameter.IsRepeatable
                ? new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = parameter.Schema,
                    MaxItems = RequestQuery.MaxValues,
                }
                : parameter.Schema,
            Style = ParameterStyle.Form,
            Explode = true,
            // Swagger UI fills in the first example; filters that nobody asked for would surprise.
            Examples = new Dictionary<string, IOpenApiExample>
            {
                ["none"] = new OpenApiExample
                {
                    Summary = "not given",
                    Value = parameter.IsRepeatable ? new JsonArray() : JsonValue.Create(""),
                },
                ["given"] = new OpenApiExample
                {
                    Summary = parameter.Example,
                    Value = parameter.IsRepeatable ? new JsonArray(Example(parameter)) : Example(parameter),
                },
            },
        };

    private static JsonNode Example(QueryParameter parameter) =>
        (parameter.Schema.Type ?? JsonSchemaType.String) switch
        {
            JsonSchemaType.Integer or JsonSchemaType.Boolean => JsonNode.Parse(parameter.Example)!,
            _ => JsonValue.Create(parameter.Example),
        };
}
