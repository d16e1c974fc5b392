using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Changes;

/// <summary>/changes: what changed in market data, for clients that keep a copy.</summary>
internal static class ChangesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/changes", ListChangesAsync)
            .WithParameters(ChangesQuery.Parameters)
            .WithTags("Market data")
            .WithName("ListChanges")
            .WithSummary("What changed in market data since a cursor, in the order of commits")
            .WithDescription(
                "A client that stores each inserted and corrected row by asset_id, source and last_updated, and "
                    + "deletes each withdrawn one, and of a moved asset and source all, ends with exactly the rows of "
                    + "/data. A row may come again."
            );

    private static async Task<Ok<ChangeListResponse>> ListChangesAsync(
        ChangesQuery query,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(ChangesQuery.ResponseOf(await mediator.Send(query.Request, ct)));
}
