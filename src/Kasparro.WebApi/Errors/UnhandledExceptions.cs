using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Kasparro.WebApi.Errors;

/// <summary>
/// The edge: what no endpoint handled becomes a problem that says what a client can do, and nothing of our inside.
/// </summary>
internal sealed partial class UnhandledExceptions(IProblemDetailsService problems, ILogger<UnhandledExceptions> log)
    : IExceptionHandler
{
    private const int ClientClosedRequest = 499;
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            context.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var problem = Describe(exception);
        if (problem.Status >= 500)
            Failed(log, exception, context.Request.Method, context.Request.Path, problem.Status.Value);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(
            new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem }
        );
    }

    private static ProblemDetails Describe(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => new ProblemDetails
            {
                Status = bad.StatusCode,
                Title = "The request cannot be read",
            },
            _ when Reasons(exception)
                    .Any(reason => reason is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled }) =>
                new ProblemDetails
                {
                    Status = StatusCodes.Status504GatewayTimeout,
                    Title = "The query took too long",
                    Detail =
                        "Ask for less: a shorter time range, fewer assets, or a cursor in place of a large offset.",
                },
            _ when Reasons(exception).Any(IsUnavailable) => new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "The database cannot be reached",
                Detail = "Nothing is wrong with the request. Try again in a few seconds; /health tells how it goes.",
            },
            _ => new ProblemDetails
            {
                Status = StatusCodes.Status500InternalServerError,
                Title = "Something broke on our side",
                Detail = "Nothing is wrong with the request. The log has the reason under this request_id.",
            },
        };

    /// <summary>
    /// A statement that the server refused is a bug of ours; anything else it says or leaves unsaid is its absence, or
    /// a schema that is not there yet.
    /// </summary>
    private static bool IsUnavailable(Exception reason) =>
        reason switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } =>
                true,
            PostgresException refused => refused.IsTransient
                || refused.SqlState.StartsWith("28", StringComparison.Ordinal)
                || refused.SqlState == PostgresErrorCodes.InvalidCatalogName,
            DbException or TimeoutException => true,
            _ => false,
        };

    private static IEnumerable<Exception> Reasons(Exception exception)
    {
        for (var reason = exception; reason is not null; reason = reason.InnerException)
            yield return reason;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} was answered with {Status}")]
    private static partial void Failed(ILogger log, Exception exception, string method, string path, int status);
}
