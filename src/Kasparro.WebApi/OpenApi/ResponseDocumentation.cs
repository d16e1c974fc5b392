using System.Globalization;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using Kasparro.WebApi.Telemetry;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Kasparro.WebApi.OpenApi;

/// <summary>Documents what all routes have in common: their errors and their headers.</summary>
internal sealed class ResponseDocumentation : IOperationFilter
{
    private static readonly (int Status, string When)[] s_always =
    [
        (
            StatusCodes.Status429TooManyRequests,
            "Too many requests from this client, or too many at once. Retry-After says when to try again."
        ),
        (StatusCodes.Status500InternalServerError, "Internal error. The log has the reason under request_id."),
        (StatusCodes.Status503ServiceUnavailable, "The database is unavailable. Retry-After says when to try again."),
        (StatusCodes.Status504GatewayTimeout, "The query took too long. Request less."),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        if (
            context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<DeclaredParameters>().FirstOrDefault() is
            { } declared
        )
        {
            foreach (
                var (status, when) in Errors(
                    hasId: declared.Path.Count > 0 || declared.Query.Any(parameter => parameter.IsRequired)
                )
            )
                operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = Problem(context, when);
        }

        foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers[RequestIdentity.Header] = Header("The same as request_id.");
            response.Headers[RequestIdentity.LatencyHeader] = Header(
                "The same as api_latency_ms; for CSV, NDJSON and Parquet, until the first byte."
            );
        }

        if (
            operation.Parameters?.Any(parameter => parameter.Name == PageParameters.Cursor.Name) == true
            && operation.Responses.TryGetValue("200", out var page)
            && page.Headers is { } headers
        )
            headers["Link"] = Header("rel=\"next\": the address of the next page; absent on the last one.");
    }

    private static IEnumerable<(int Status, string When)> Errors(bool hasId)
    {
        yield return (
            StatusCodes.Status400BadRequest,
            "A parameter is unknown, malformed or out of range; errors lists each with what is accepted."
        );
        if (hasId)
            yield return (StatusCodes.Status404NotFound, "No resource has this id.");
        foreach (var error in s_always)
            yield return error;
    }

    private static OpenApiResponse Problem(OperationFilterContext context, string when) =>
        new()
        {
            Description = when,
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [MediaTypes.ProblemJson] = new OpenApiMediaType
                {
                    Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemResponse), context.SchemaRepository),
                },
            },
        };

    private static OpenApiHeader Header(string description) =>
        new()
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
