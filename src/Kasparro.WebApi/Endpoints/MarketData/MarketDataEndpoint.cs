using Kasparro.WebApi.Endpoints.MarketData.Exports;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using Kasparro.WebApi.Protection;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>/data: normalised market data.</summary>
internal static class MarketDataEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/data", GetDataAsync)
            .WithPageCache()
            .AddEndpointFilter<UnchangedPageFilter>()
            .WithParameters(MarketDataParameters.All)
            .Produces<MarketDataResponse>(
                StatusCodes.Status200OK,
                MediaTypes.Json,
                MediaTypes.Csv,
                MediaTypes.Ndjson,
                MediaTypes.Parquet
            )
            .WithWeight(MarketDataWeight.Of)
            .WithTags("Market data")
            .WithName("GetData")
            .WithSummary("Normalised market data")
            .WithDescription(
                "Prices, market caps and volumes in US dollars, with the digits that the source sent. The order of "
                    + "rows is total: with a cursor, pages neither repeat nor miss a row while data arrives."
            );

    private static async Task<Results<VersionedPage<MarketDataResponse>, MarketDataExport>> GetDataAsync(
        MarketDataQuery query,
        IMediator mediator,
        CancellationToken ct
    ) =>
        query.Format == MarketDataFormat.Json
            ? query.PageOf(await mediator.Send(query.Request, ct))
            : query.ExportOf(await mediator.Send(query.Export, ct));
}
