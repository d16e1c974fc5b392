using Kasparro.Application.Status;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

internal sealed record StatusCommand : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        services
            .GetRequiredService<IReport>()
            .Status(await services.GetRequiredService<IMediator>().Send(new GetStats(), ct));
        return ExitCode.Ok;
    }
}
