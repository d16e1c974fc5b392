using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Http;

/// <summary>
/// For responses made of Silver alone: tags them with its version. A client that has this version already gets 304.
/// </summary>
internal sealed class UnchangedFilter(ISilverVersionReader version) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Read before the data: should a commit come between, the tag is older than the response, and the client
        // requests it again.
        if (await version.ReadAsync(http.RequestAborted) is not { } committed)
            return await next(context);

        var tag = VersionTag.Of(http.Request, committed);
        if (VersionTag.Matches(http.Request, tag))
        {
            VersionTag.Write(http.Response, tag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        VersionTag.WriteIfOk(http.Response, tag);
        return await next(context);
    }
}
