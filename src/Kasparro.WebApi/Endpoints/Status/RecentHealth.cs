using Kasparro.Application.Status;
using Kasparro.WebApi.Http;
using MediatR;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>
/// The health that was checked within the last second. Its routes are exempt from the limits of clients, so many
/// requests must not become many queries.
/// </summary>
internal sealed class RecentHealth(TimeProvider time) : IDisposable
{
    private readonly SharedResult<HealthReport> _recent = new(time, TimeSpan.FromSeconds(1));

    public Task<HealthReport> GetAsync(IMediator mediator, CancellationToken ct) =>
        _recent.GetAsync(token => mediator.Send(new GetHealth(), token), ct);

    public void Dispose() => _recent.Dispose();
}
