using System.Text.Json.Nodes;
using Kasparro.WebApi.Parameters;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Kasparro.WebApi.OpenApi;

/// <summary>Documents a route's parameters by the declaration that reads them.</summary>
internal sealed class ParameterDocumentation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (
            context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<DeclaredParameters>().FirstOrDefault()
            is not { } declared
        )
            return;

        operation.Parameters =
        [
            .. declared.Path.Select(DescribePath),
            .. declared.Query.SelectMany(parameter =>
                parameter.Aliases.Prepend(parameter.Name).Select(name => Describe(parameter, name))
            ),
        ];
    }

    private static OpenApiParameter DescribePath(QueryParameter part) =>
        new()
        {
            Name = part.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = part.Description,
            Schema = part.Schema,
            Example = Example(part),
        };

    private static OpenApiParameter Describe(QueryParameter parameter, string name) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Required = parameter.IsRequired,
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
            // Swagger UI fills in the first example; a filter that the user did not choose would surprise.
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
