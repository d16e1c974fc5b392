using Kasparro.WebApi.Telemetry;

namespace Kasparro.WebApi.Http;

/// <summary>
/// Completes a response at the last moment: its identity, and the header that links to the next page.
/// </summary>
internal sealed class ApiResponseFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is not IValueHttpResult { Value: ApiResponse response })
            return result;

        if (response is IPageResponse { NextCursor: { } cursor })
            NextPage.Announce(context.HttpContext, cursor);
        var request = RequestIdentity.Of(context.HttpContext);
        response.RequestId = request.Id;
        response.ApiLatencyMs = request.LatencyMs;
        return result;
    }
}
