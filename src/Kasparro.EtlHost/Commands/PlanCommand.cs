using Kasparro.Application.Quotas;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Infrastructure.Sources;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>plan</c>: what the settings cost in requests a month, and what is left.</summary>
internal sealed record PlanCommand : IHostCommand
{
    public bool NeedsSchema => true;

    public IReadOnlyCollection<string> NeededSources => [];

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var plans = await services.GetRequiredService<IMediator>().Send(new GetPlan(), ct);
        var report = services.GetRequiredService<IReport>();
        report.Show(plans.Select(PlanText.Line));
        foreach (var absent in services.GetServices<AbsentSource>())
            report.Absent(absent.Name, absent.Reason);
        return ExitCode.Ok;
    }
}
