using MediatR;

namespace Kasparro.UnitTests.EtlHost.Pipeline;

/// <summary>Ends each step as a test says, and keeps which were sent.</summary>
internal sealed class ScriptedMediator(Func<object, object> resultOf) : IMediator
{
    private readonly List<object> _sent = [];

    public IReadOnlyList<object> Sent => _sent;

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        _sent.Add(request);
        return Task.FromResult((TResponse)resultOf(request));
    }

    public Task<object> Send(object request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task Publish(object notification, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification => throw new NotSupportedException();
}
