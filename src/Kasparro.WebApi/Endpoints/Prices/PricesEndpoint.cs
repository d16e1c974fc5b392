using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Prices;

/// <summary>/prices: one price an asset.</summary>
internal static class PricesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/prices", GetPricesAsync)
            .WithParameters(PricesQuery.Parameters)
            .WithTags("Market data")
            .WithName("GetPrices")
            .WithSummary("One price of each asset, from all of its sources")
            .WithDescription(
                "The median of the prices that are fresh and agree within a factor of 2; of an even number the exact "
                    + "mean of the two in the middle. Each source is shown with its price, its age and why it does not "
                    + "count."
            );

    private static async Task<Ok<PricesResponse>> GetPricesAsync(
        PricesQuery query,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var result = await mediator.Send(query.Request, ct);
        return TypedResults.Ok(new PricesResponse(result.Prices, result.AmbiguousAssets));
    }
}
