using Kasparro.WebApi.Telemetry;

namespace Kasparro.WebApi.Endpoints;

/// <summary>Fills in what every answer carries, at the last moment.</summary>
internal sealed class AnswerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is not IValueHttpResult { Value: Answer answer })
            return result;

        var request = RequestIdentity.Of(context.HttpContext);
        answer.RequestId = request.Id;
        answer.ApiLatencyMs = request.LatencyMs;
        return result;
    }
}
