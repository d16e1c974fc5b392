using System.Text.Json.Serialization;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.WebUtilities;

namespace Kasparro.WebApi.Errors;

/// <summary>Every error of the API: RFC 9457 problem details.</summary>
/// <param name="Type" example="https://tools.ietf.org/html/rfc9110#section-15.5.1">The explanation of the status;
/// about:blank where RFC 9110 has none.</param>
/// <param name="Title" example="Invalid query parameter">The kind of problem.</param>
/// <param name="Status" example="400">The HTTP status.</param>
/// <param name="Detail" example="limit must be a whole number from 1 to 500.">What is wrong, and what to do.</param>
/// <param name="Instance" example="/data">The path of the request.</param>
/// <param name="Errors">Each invalid parameter; only with status 400.</param>
/// <param name="RequestId" example="4bf92f3577b34da6a3ce929d0e0e4736">Finds this request in logs and traces.</param>
/// <param name="ApiLatencyMs" example="0.412">Milliseconds from the arrival of the request until this response was
/// written.</param>
internal sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    string? Instance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ParameterProblem>? Errors,
    string RequestId,
    double ApiLatencyMs
)
{
    /// <summary>The problem of a request, however the framework came by it.</summary>
    public static ProblemResponse Of(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var request = RequestIdentity.Of(context.HttpContext);
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        return new ProblemResponse(
            TypeOf(status),
            problem.Title ?? ReasonPhrases.GetReasonPhrase(status),
            status,
            problem.Detail,
            context.HttpContext.Request.Path,
            problem.Extensions.TryGetValue(ProblemResults.Errors, out var errors)
                ? (IReadOnlyList<ParameterProblem>?)errors
                : null,
            request.Id,
            request.LatencyMs
        );
    }

    /// <summary>RFC 9110 explains each status in a section of its own, in order.</summary>
    private static string TypeOf(int status) =>
        status switch
        {
            >= 400 and <= 417 => $"https://tools.ietf.org/html/rfc9110#section-15.5.{status - 399}",
            >= 500 and <= 505 => $"https://tools.ietf.org/html/rfc9110#section-15.6.{status - 499}",
            _ => "about:blank",
        };
}
