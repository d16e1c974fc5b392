using Kasparro.Application.Sources;
using Kasparro.WebApi.Parameters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>/sources: the enabled sources, and the terms of their providers.</summary>
internal static class SourcesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/sources", GetSources)
            .WithParameters()
            .WithTags("Market data")
            .WithName("ListSources")
            .WithSummary("The enabled sources: cadence, terms and attribution");

    private static Ok<SourceListResponse> GetSources(SourceCatalog catalog) =>
        TypedResults.Ok(
            new SourceListResponse([.. catalog.All.Select(source => SourceResponse.Of(source.Description))])
        );
}
