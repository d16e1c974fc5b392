using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Kasparro.WebApi.Errors;

/// <summary>
/// The edge: an exception becomes a problem that says what a client can do, and nothing of our internals.
/// </summary>
internal sealed partial class UnhandledExceptions(ILogger<UnhandledExceptions> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone, so no response is written.
            context.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var problem = ProblemOf(exception, context);
        if (problem.StatusCode >= StatusCodes.Status500InternalServerError)
            RequestFailed(log, exception, context.Request.Method, context.Request.Path, problem.StatusCode);
        await problem.ExecuteAsync(context);
        return true;
    }

    private static ProblemHttpResult ProblemOf(Exception exception, HttpContext context)
    {
        if (exception is BadHttpRequestException bad)
            return ProblemResults.Unreadable(bad.StatusCode);
        if (Causes(exception).Any(IsTimeout))
            return ProblemResults.TimedOut();
        return Causes(exception).Any(IsUnavailable)
            ? ProblemResults.DatabaseUnavailable(context)
            : ProblemResults.Internal();
    }

    private static bool IsTimeout(Exception cause) =>
        cause is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };

    /// <summary>
    /// A statement that the server refuses is a bug of ours; every other error means that the server, or its schema, is
    /// not there yet.
    /// </summary>
    private static bool IsUnavailable(Exception cause) =>
        cause switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } =>
                true,
            PostgresException refused => refused.IsTransient
                || refused.SqlState.StartsWith("28", StringComparison.Ordinal)
                || refused.SqlState == PostgresErrorCodes.InvalidCatalogName,
            DbException or TimeoutException => true,
            _ => false,
        };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed with status {Status}")]
    private static partial void RequestFailed(ILogger log, Exception exception, string method, string path, int status);
}
