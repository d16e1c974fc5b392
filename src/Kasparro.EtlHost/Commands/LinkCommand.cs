using Kasparro.Application.Identity;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>link</c>: which listings are one asset.</summary>
internal sealed record LinkCommand : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var result = await services.GetRequiredService<IMediator>().Send(new LinkAssets(), ct);
        services.GetRequiredService<IReport>().Linked(result);
        return result.LockedBy is null ? ExitCode.Ok : ExitCode.SomeFailed;
    }
}
