using Microsoft.OpenApi;

namespace Kasparro.WebApi.OpenApi;

/// <summary>The OpenAPI document and Swagger UI.</summary>
internal static class OpenApiRegistration
{
    public const string Document = "v1";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Document, new OpenApiInfo
            {
                Title = "Kasparro",
                Version = Document,
                Description = "Crypto market data from several sources, normalised, with the digits that the sources sent.",
            });
            foreach (var xml in Directory.EnumerateFiles(AppContext.BaseDirectory, "Kasparro.*.xml")) options.IncludeXmlComments(xml);
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.MapType<decimal>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal" });
            options.OperationFilter<ParameterDocumentation>();
        });
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(ui =>
        {
            ui.DocumentTitle = "Kasparro API";
            ui.SwaggerEndpoint($"{Document}/swagger.json", "Kasparro API");
            ui.DisplayRequestDuration();
        });
    }
}
