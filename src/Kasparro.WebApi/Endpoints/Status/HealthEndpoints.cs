using Kasparro.Application.Status;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>
/// /health for people and monitors; /health/live and /health/ready for orchestrators and load balancers.
/// </summary>
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
                "200 with status ok or degraded; 503 with the same members where the database does not respond. "
                    + "degraded is 200, because the API works: taking it out of service would not help."
            )
            .Produces<HealthResponse>()
            .Produces<HealthResponse>(StatusCodes.Status503ServiceUnavailable);
        health
            .MapGet("/live", () => TypedResults.Ok(new LivenessResponse("alive")))
            .WithName("GetLiveness")
            .WithSummary("Whether the process responds; checks nothing else");
        health
            .MapGet("/started", GetStartAsync)
            .WithName("GetStart")
            .WithSummary("Whether the API has been ready once; stays true while the database is away")
            .Produces<StartResponse>()
            .Produces<StartResponse>(StatusCodes.Status503ServiceUnavailable);
        health
            .MapGet("/ready", GetReadinessAsync)
            .WithName("GetReadiness")
            .WithSummary("Whether the API is ready: the database responds and has every migration")
            .Produces<ReadinessResponse>()
            .Produces<ReadinessResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<JsonHttpResult<HealthResponse>> GetHealthAsync(
        RecentHealth health,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var report = await health.GetAsync(mediator, ct);
        return TypedResults.Json(HealthResponse.Of(report), statusCode: StatusOf(report.Status != HealthStatus.Down));
    }

    private static async Task<JsonHttpResult<ReadinessResponse>> GetReadinessAsync(
        RecentHealth health,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var database = (await health.GetAsync(mediator, ct)).Database;
        var isReady = database is { IsReachable: true, IsCurrent: true };
        return TypedResults.Json(
            new ReadinessResponse(isReady, database.IsReachable, database.IsCurrent),
            statusCode: StatusOf(isReady)
        );
    }

    // Asks the database until it is ready, and not afterwards.
    private static async Task<JsonHttpResult<StartResponse>> GetStartAsync(
        RecentHealth health,
        IMediator mediator,
        CancellationToken ct
    )
    {
        if (!health.HasBeenReady)
            await health.GetAsync(mediator, ct);
        return TypedResults.Json(new StartResponse(health.HasBeenReady), statusCode: StatusOf(health.HasBeenReady));
    }

    private static int StatusOf(bool isGood) =>
        isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
