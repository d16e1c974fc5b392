using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Http;

/// <summary>
/// For answers made of Silver alone: a client that has the answer already, by its ETag, is told so without asking for
/// it again.
/// </summary>
internal sealed class UnchangedFilter(ISilverVersionReader version) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Read before the data: should a commit come between, the tag is older than the answer, and the client asks
        // again.
        if (await version.ReadAsync(http.RequestAborted) is not { } committed)
            return await next(context);

        var tag = VersionTag.Of(http.Request, committed);
        if (VersionTag.IsKnown(http.Request, tag))
        {
            VersionTag.Write(http.Response, tag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        VersionTag.WriteIfOk(http.Response, tag);
        return await next(context);
    }
}
