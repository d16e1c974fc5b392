using Kasparro.WebApi.Telemetry;

namespace Kasparro.WebApi.Http;

/// <summary>Fills in what every answer carries, at the last moment.</summary>
internal sealed class ApiResponseFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is not IValueHttpResult { Value: ApiResponse answer })
            return result;

        var request = RequestIdentity.Of(context.HttpContext);
        answer.RequestId = request.Id;
        answer.ApiLatencyMs = request.LatencyMs;
        return result;
    }
}
