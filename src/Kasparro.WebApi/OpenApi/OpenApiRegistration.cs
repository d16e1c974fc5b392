using Kasparro.Application;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.OpenApi;

/// <summary>The OpenAPI document and Swagger UI.</summary>
internal static class OpenApiRegistration
{
    public const string Document = "v1";
    public const string Path = "/swagger";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                Document,
                new OpenApiInfo
                {
                    Title = "Kasparro",
                    Version = Document,
                    Description = """
                    Crypto market data from several sources, normalised, with the digits that the sources sent.

                    - Every response carries `request_id` and `api_latency_ms`. The id is also in the header
                      `X-Request-Id`; it is the trace id of your W3C `traceparent`, where you send one.
                    - Errors are problem details (RFC 9457). Unknown parameters are refused, with the closest known
                      name.
                    - Prices have all the digits that the source sent. If your JSON parser would round them, send
                      `numbers=string`.
                    - `/metrics` has metrics for Prometheus.
                    """,
                }
            );
            foreach (var xml in Directory.EnumerateFiles(AppContext.BaseDirectory, "Kasparro.*.xml"))
                options.IncludeXmlComments(() => XmlDocumentation.Load(xml));
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.MapType<NumberText>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal" });
            options.MapType<JsonText>(() => new OpenApiSchema { Description = "JSON as it was stored." });
            options.UseAllOfToExtendReferenceSchemas();
            options.OperationFilter<ParameterDocumentation>();
            options.OperationFilter<ResponseDocumentation>();
        });
    }

    public static void UseOpenApiDocument(this WebApplication app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Path),
            swagger =>
            {
                swagger.UseSwagger();
                swagger.UseSwaggerUI(ui =>
                {
                    ui.DocumentTitle = "Kasparro API";
                    ui.SwaggerEndpoint($"{Document}/swagger.json", "Kasparro API");
                    ui.DisplayRequestDuration();
                });
            }
        );
}
