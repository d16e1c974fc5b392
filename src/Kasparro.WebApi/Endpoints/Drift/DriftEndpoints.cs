using Kasparro.Application.Drift;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Drift;

/// <summary>/schema-drifts and /schemas: what records look like, and how that changed.</summary>
internal static class DriftEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/schema-drifts", ListDriftsAsync)
            .AddEndpointFilter<UnchangedFilter>()
            .WithParameters(DriftsQuery.Parameters)
            .WithTags("Operations")
            .WithName("ListSchemaDrifts")
            .WithSummary("Changes of what sources send; the last found first");
        routes
            .MapGet("/schemas/{source}", GetSchemaAsync)
            .AddEndpointFilter<UnchangedFilter>()
            .WithPath(SchemaPath.Parameter)
            .WithTags("Operations")
            .WithName("GetSchema")
            .WithSummary("What the records of a source look like: paths, types, how many have them");
    }

    private static async Task<Ok<DriftListResponse>> ListDriftsAsync(
        DriftsQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var page = await mediator.Send(query.Request, ct);
        return TypedResults.Ok(new DriftListResponse(page.Items, query.PaginationOf(page)));
    }

    private static async Task<Results<Ok<SchemaResponse>, ProblemHttpResult>> GetSchemaAsync(
        SchemaPath path,
        IMediator mediator,
        CancellationToken ct
    ) =>
        await mediator.Send(new GetSchema(path.Source), ct) is { } schema
            ? TypedResults.Ok(SchemaResponse.Of(schema))
            : ProblemResults.NotFound($"No run of {path.Source} has received any records yet.");
}
