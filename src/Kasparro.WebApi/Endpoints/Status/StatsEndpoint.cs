using Kasparro.Application.Status;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>/stats: runs, records and data of each source.</summary>
internal static class StatsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/stats", GetStatsAsync)
            .WithParameters()
            .WithTags("Operations")
            .WithName("GetStats")
            .WithSummary("Last run, counts, durations and data of each source");

    private static async Task<Ok<StatsResponse>> GetStatsAsync(IMediator mediator, CancellationToken ct)
    {
        var stats = await mediator.Send(new GetStats(), ct);
        return TypedResults.Ok(new StatsResponse([.. stats.Select(SourceStatsResponse.Of)]));
    }
}
