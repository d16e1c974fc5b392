using Kasparro.Application.Explanation;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints.Explanation;

/// <summary>/explain and the revisions of a row: where a number comes from, and what it was before.</summary>
internal static class ExplanationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/explain", ExplainAsync)
            .WithParameters(MarketDataKeyParameters.All)
            .WithTags("Market data")
            .WithName("ExplainMarketData")
            .WithSummary("Where a row of /data comes from, down to the characters that the source sent");
        routes
            .MapGet("/data/{asset_id}/{source}/{last_updated}/revisions", ListRevisionsAsync)
            .AddEndpointFilter<UnchangedFilter>()
            .WithPath(MarketDataKeyParameters.All)
            .WithTags("Market data")
            .WithName("ListRevisions")
            .WithSummary("All that a source said about one instant, the current statement first");
    }

    private static async Task<Results<Ok<ExplanationResponse>, ProblemHttpResult>> ExplainAsync(
        ExplanationQuery query,
        IMediator mediator,
        CancellationToken ct
    ) =>
        await mediator.Send(new ExplainMarketData(query.Key), ct) is { } explanation
            ? TypedResults.Ok(ExplanationResponse.Of(explanation))
            : ProblemResults.NotFound(MarketDataKeyParameters.NoRow(query.Key));

    private static async Task<Results<Ok<RevisionListResponse>, ProblemHttpResult>> ListRevisionsAsync(
        RevisionsPath path,
        IMediator mediator,
        CancellationToken ct
    ) =>
        await mediator.Send(new ListStatements(path.Key), ct) is { Count: > 0 } statements
            ? TypedResults.Ok(new RevisionListResponse(statements))
            : ProblemResults.NotFound(MarketDataKeyParameters.NoRow(path.Key));
}
