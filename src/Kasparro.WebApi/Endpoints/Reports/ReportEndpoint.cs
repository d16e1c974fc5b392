using Kasparro.Application.Reports;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Reports;

/// <summary>/report: last night in one answer.</summary>
internal static class ReportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/report", GetReportAsync)
            .WithParameters(ReportQuery.Parameters)
            .WithTags("Operations")
            .WithName("GetReport")
            .WithSummary("What the sources did since a time, what was found, and what is open");

    private static async Task<Ok<ReportResponse>> GetReportAsync(
        ReportQuery query,
        IMediator mediator,
        TimeProvider time,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            ReportResponse.Of(await mediator.Send(new GetReport(query.Since.Before(time.GetUtcNow())), ct))
        );
}
