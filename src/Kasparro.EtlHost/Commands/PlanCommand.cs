using System.Globalization;
using Kasparro.Application.Quotas;
using Kasparro.EtlHost.Pipeline;
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
        report.Show(plans.Select(Line));
        foreach (var absent in services.GetServices<AbsentSource>())
            report.Absent(absent.Name, absent.Reason);
        return ExitCode.Ok;
    }

    private static string Line(SourcePlan plan)
    {
        var cost = plan.AMonth is { } aMonth
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.RunsAMonth:0.#} runs in 30 days with {plan.OfARun} requests each are {aMonth:N0}"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.RunsAMonth:0.#} runs in 30 days; none has succeeded yet"
            );
        var use = plan.Limit is { } limit
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.ThisMonth:N0} of {limit:N0} are used this month, "
                    + $"{Math.Max(0, limit - plan.ThisMonth):N0} are left"
            )
            : string.Create(CultureInfo.InvariantCulture, $"{plan.ThisMonth:N0} were sent this month, without a limit");
        var end = plan.RunsOutAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"; at this pace they run out on {at:yyyy-MM-dd}")
            : "";
        return $"{plan.Source}: {cost}; {use}{end}.";
    }
}
