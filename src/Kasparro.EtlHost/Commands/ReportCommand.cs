using System.CommandLine;
using Kasparro.Application.Reports;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Infrastructure.Configuration;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>report</c>: last night in one answer.</summary>
internal sealed record ReportCommand(TimeSpan Ago) : IHostCommand
{
    public static readonly Option<TimeSpan> SinceOption = new("--since")
    {
        Description = "How far back: a number and m or h. Default: 24h.",
        DefaultValueFactory = _ => TimeSpan.FromHours(24),
        CustomParser = result =>
        {
            if (DurationText.TryParse(result.Tokens[0].Value, out var ago))
                return ago;
            result.AddError($"--since is '{result.Tokens[0].Value}'; it must be a duration such as 24h.");
            return default;
        },
    };

    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var since = services.GetRequiredService<TimeProvider>().GetUtcNow() - Ago;
        var report = await services.GetRequiredService<IMediator>().Send(new GetReport(since), ct);
        services.GetRequiredService<IReport>().Show(PeriodText.Lines(report));
        return ExitCode.Ok;
    }
}
