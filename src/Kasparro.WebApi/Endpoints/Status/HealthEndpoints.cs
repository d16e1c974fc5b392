using Kasparro.Application.Status;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>/health for people and monitors, /health/live and /health/ready for whoever starts and routes.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Operations").DisableRateLimiting();
        health
            .MapGet("", GetHealthAsync)
            .WithName("GetHealth")
            .WithSummary("Database connectivity, and the state and age of each source")
            .WithDescription(
                "200 with status ok or degraded; 503 of the same shape where the database does not answer. Degraded is 200, because the API itself answers: taking it out of service would help nobody."
            )
            .Produces<HealthResponse>()
            .Produces<HealthResponse>(StatusCodes.Status503ServiceUnavailable);
        health
            .MapGet("/live", () => TypedResults.Ok(new LivenessResponse("alive")))
            .WithName("GetLiveness")
            .WithSummary("Whether the process answers; asks nothing else");
        health
            .MapGet("/ready", GetReadinessAsync)
            .WithName("GetReadiness")
            .WithSummary("Whether requests may be sent here: the database answers and has every migration")
            .Produces<ReadinessResponse>()
            .Produces<ReadinessResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<JsonHttpResult<HealthResponse>> GetHealthAsync(IMediator mediator, CancellationToken ct)
    {
        var report = await mediator.Send(new GetHealth(), ct);
        return TypedResults.Json(HealthResponse.Of(report), statusCode: StatusOf(report.Status != HealthStatus.Down));
    }

    private static async Task<JsonHttpResult<ReadinessResponse>> GetReadinessAsync(
        IMediator mediator,
        CancellationToken ct
    )
    {
        var database = (await mediator.Send(new GetHealth(), ct)).Database;
        var isReady = database is { IsReachable: true, IsCurrent: true };
        return TypedResults.Json(
            new ReadinessResponse(isReady, database.IsReachable, database.IsCurrent),
            statusCode: StatusOf(isReady)
        );
    }

    private static int StatusOf(bool isGood) =>
        isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
