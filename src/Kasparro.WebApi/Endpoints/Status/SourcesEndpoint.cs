using Kasparro.Application.Sources;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Parameters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>/sources: what is enabled here, and what its provider asks of those who use its data.</summary>
internal static class SourcesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/sources", GetSources)
            .WithParameters()
            .WithTags("Market data")
            .WithName("ListSources")
            .WithSummary("The sources that are enabled here: cadence, terms and attribution");

    private static Results<Ok<SourceListResponse>, ProblemHttpResult> GetSources(
        RequestQuery query,
        SourceCatalog catalog
    ) =>
        query.Problems.Count > 0
            ? Problems.BadParameters(query.Problems)
            : TypedResults.Ok(
                new SourceListResponse([.. catalog.All.Select(source => SourceResponse.Of(source.Description))])
            );
}
