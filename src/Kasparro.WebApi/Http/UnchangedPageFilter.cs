using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Http;

/// <summary>
/// For responses that are tagged when they are written: 304 before their data is read. Only a client that sends a tag
/// costs a query for the version, and none where commits are listened for.
/// </summary>
internal sealed class UnchangedPageFilter(ISilverVersion known, ISilverVersionReader version) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (
            http.Request.Headers.IfNoneMatch.Count == 0
            || (known.Current ?? await version.ReadAsync(http.RequestAborted)) is not { } current
        )
            return await next(context);

        var tag = VersionTag.Of(http.Request, current);
        if (!VersionTag.Matches(http.Request, tag))
            return await next(context);

        VersionTag.Write(http.Response, tag);
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }
}
