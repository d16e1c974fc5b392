using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>/data: what the sources said, normalised.</summary>
internal static class DataEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/data", GetDataAsync)
        .AddEndpointFilter<UnchangedFilter>()
        .WithParameters(DataParameters.All)
        .WithTags("Market data")
        .WithName("GetData")
        .WithSummary("Normalised market data")
        .WithDescription("Prices, market caps and volumes in US dollars, with the digits that the source sent. Pages have a total order with a unique tail: with a cursor they neither repeat nor miss a row while data arrives.");

    private static async Task<Results<DataPage, DataExport, ProblemHttpResult>> GetDataAsync(RequestQuery query, HttpContext context, IMediator mediator, CancellationToken ct)
    {
        var asked = DataQuery.Read(query, context.Request);
        if (query.Problems.Count > 0) return Problems.BadParameters(query.Problems);
        if (asked.Format == DataFormat.Json) return await PageAsync(asked, mediator, ct);

        // As long as the client takes: the server ends one that stops reading.
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        return new DataExport(await mediator.Send(asked.Export, ct), asked.Format, asked.NumbersAsText);
    }

    private static async Task<DataPage> PageAsync(DataQuery asked, IMediator mediator, CancellationToken ct)
    {
        var page = await mediator.Send(asked.Page, ct);
        return new DataPage(page, asked.Page, page.HasMore ? asked.CursorAfter(page.Rows[^1]) : null, asked.NumbersAsText);
    }
}
