using Kasparro.Application.MarketData;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>/data: what the sources said, normalised.</summary>
internal static class MarketDataEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/data", GetDataAsync)
            .WithParameters(MarketDataParameters.All)
            .WithTags("Market data")
            .WithName("GetData")
            .WithSummary("Normalised market data")
            .WithDescription(
                "Prices, market caps and volumes in US dollars, with the digits that the source sent. Pages have a total order with a unique tail: with a cursor they neither repeat nor miss a row while data arrives."
            );

    private static async Task<
        Results<SerialisedPage, MarketDataExport, ProblemHttpResult, StatusCodeHttpResult>
    > GetDataAsync(
        HttpContext context,
        IMediator mediator,
        PageCache cache,
        ISilverVersionReader version,
        ISilverVersion committed,
        CancellationToken ct
    )
    {
        // Asked for in these very words since the last commit: there is nothing to read, not even the query.
        var request = PageCache.KeyOf(context.Request);
        if (cache.Find(request) is { } known)
            return known;

        var query = new RequestQuery(context);
        var asked = MarketDataQuery.Read(query, context.Request);
        if (query.Problems.Count > 0)
            return Problems.BadParameters(query.Problems);
        if (await IsKnownAsync(context, version, committed, ct))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (asked.Format == MarketDataFormat.Json)
        {
            var read = await mediator.Send(asked.Page, ct);
            if (read.Version is { } seen)
                committed.Observe(seen);
            var page = SerialisedPage.Of(read, asked, context.Request);
            cache.Keep(request, page);
            return page;
        }

        // As long as the client takes: the server ends one that stops reading.
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        // Read before the data: should a commit come between, the tag is older than the answer, and the client asks
        // again.
        if (await version.ReadAsync(ct) is { } before)
            VersionTag.WriteIfOk(context.Response, VersionTag.Of(context.Request, before));
        return new MarketDataExport(await mediator.Send(asked.Export, ct), asked.Format, asked.NumbersAsText);
    }

    /// <summary>Only a client that names a tag is worth asking the database for it: a page knows its own.</summary>
    private static async Task<bool> IsKnownAsync(
        HttpContext context,
        ISilverVersionReader version,
        ISilverVersion committed,
        CancellationToken ct
    )
    {
        if (
            context.Request.Headers.IfNoneMatch.Count == 0
            || (committed.Current ?? await version.ReadAsync(ct)) is not { } current
        )
            return false;

        var tag = VersionTag.Of(context.Request, current);
        if (!VersionTag.IsKnown(context.Request, tag))
            return false;

        VersionTag.Write(context.Response, tag);
        return true;
    }
}
