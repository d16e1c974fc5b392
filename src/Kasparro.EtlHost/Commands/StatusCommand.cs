using Kasparro.Application.Status;
using Kasparro.EtlHost.Pipeline;
using Kasparro.Infrastructure.Sources;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

internal sealed record StatusCommand : IHostCommand
{
    public bool NeedsSchema => true;

    public IReadOnlyCollection<string> NeededSources => [];

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var report = services.GetRequiredService<IReport>();
        report.Status(await services.GetRequiredService<IMediator>().Send(new GetStats(), ct));
        foreach (var absent in services.GetServices<AbsentSource>())
            report.Absent(absent.Name, absent.Reason);
        return ExitCode.Ok;
    }
}
