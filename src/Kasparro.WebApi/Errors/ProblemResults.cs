using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kasparro.WebApi.Errors;

/// <summary>The problems that the API responds with. <see cref="ProblemResponse"/> is how they are written.</summary>
internal static class ProblemResults
{
    /// <summary>The extension that holds the invalid parameters.</summary>
    public const string Errors = "errors";

    private const string DefaultRetryAfterSeconds = "5";

    public static ProblemHttpResult InvalidParameters(string title, IReadOnlyList<ParameterProblem> problems) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = StatusCodes.Status400BadRequest,
                Title = title,
                Detail = $"{string.Join("; ", problems)}.",
                Extensions = { [Errors] = problems },
            }
        );

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(title: "Not found", detail: detail, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Conflict(string title, string detail) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: StatusCodes.Status409Conflict);

    public static ProblemHttpResult TooManyRequests(HttpContext context, TimeSpan wait, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            title: "Too many requests",
            detail: detail,
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }

    public static ProblemHttpResult Unreadable(int status) =>
        TypedResults.Problem(title: "The request could not be read", statusCode: status);

    public static ProblemHttpResult Internal() =>
        TypedResults.Problem(
            title: "Internal error",
            detail: "The request was valid. The log has the reason under this request_id.",
            statusCode: StatusCodes.Status500InternalServerError
        );

    public static ProblemHttpResult DatabaseUnavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = DefaultRetryAfterSeconds;
        return TypedResults.Problem(
            title: "The database is unavailable",
            detail: "The request was valid. Try again in a few seconds; /health shows the state of the database.",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );
    }

    public static ProblemHttpResult TimedOut() =>
        TypedResults.Problem(
            title: "The query took too long",
            detail: "Request less: a shorter time range, fewer assets, or a cursor in place of a large offset.",
            statusCode: StatusCodes.Status504GatewayTimeout
        );
}
