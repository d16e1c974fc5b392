using System.Diagnostics;
using MediatR;

namespace Kasparro.Application.Telemetry;

/// <summary>A span over every command and query, under the name of its request.</summary>
internal sealed class TracedRequest<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        using var span = RequestTrace.Start(typeof(TRequest).Name);
        try
        {
            return await next();
        }
        catch (Exception reason)
        {
            // Rethrown as it is: the span only records it.
            span?.SetStatus(ActivityStatusCode.Error, reason.Message);
            throw;
        }
    }
}
