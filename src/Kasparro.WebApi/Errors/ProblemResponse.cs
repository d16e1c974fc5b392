namespace Kasparro.WebApi.Errors;

/// <summary>
/// What every error looks like: RFC 9457 problem details. For the OpenAPI document; see <see cref="Problems"/>.
/// </summary>
/// <param name="Type" example="https://tools.ietf.org/html/rfc9110#section-15.5.1">Where the status is
/// explained.</param>
/// <param name="Title" example="A parameter is refused">The kind of problem.</param>
/// <param name="Status" example="400">The HTTP status.</param>
/// <param name="Detail" example="limit must be a whole number from 1 to 500.">What is wrong, and what to do.</param>
/// <param name="Instance" example="/data">The path that was asked.</param>
/// <param name="Errors">With refused parameters: each of them.</param>
/// <param name="RequestId" example="4bf92f3577b34da6a3ce929d0e0e4736">Finds this request in logs and traces.</param>
/// <param name="ApiLatencyMs" example="0.412">Milliseconds from the request's arrival until this answer was
/// written.</param>
internal sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string? Detail,
    string? Instance,
    IReadOnlyList<ParameterProblem>? Errors,
    string RequestId,
    double ApiLatencyMs
);
