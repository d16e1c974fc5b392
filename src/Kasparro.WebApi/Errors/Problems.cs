using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kasparro.WebApi.Errors;

/// <summary>RFC 9457 problem details: what every error of the API looks like.</summary>
internal static class Problems
{
    /// <summary>"traceId", by our naming policy. request_id says it already.</summary>
    private const string TraceIdOfTheFramework = "trace_id";

    /// <summary>What is wrong with the parameters, all of it.</summary>
    public static ProblemHttpResult BadParameters(IReadOnlyList<ParameterProblem> problems) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = StatusCodes.Status400BadRequest,
                Title = problems.Count == 1 ? "A parameter is refused" : $"{problems.Count} parameters are refused",
                Detail = $"{string.Join("; ", problems)}.",
                Extensions = { ["errors"] = problems },
            }
        );

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(title: "Not found", detail: detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>Adds what every response carries.</summary>
    public static void Complete(ProblemDetailsContext problem)
    {
        var request = RequestIdentity.Of(problem.HttpContext);
        problem.ProblemDetails.Instance ??= problem.HttpContext.Request.Path;
        problem.ProblemDetails.Extensions.Remove(TraceIdOfTheFramework);
        problem.ProblemDetails.Extensions["request_id"] = request.Id;
        problem.ProblemDetails.Extensions["api_latency_ms"] = request.LatencyMs;
    }
}
