using System.CommandLine;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Domain.Findings;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>findings list</c>: trouble that is open, or all that there was.</summary>
internal sealed record ListFindingsCommand(string[] Sources, bool All) : IHostCommand
{
    public const int MostShown = 200;

    public static readonly Option<bool> AllOption = new("--all")
    {
        Description = "Also those that were acknowledged or cleared; the last 200.",
    };

    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var filter = new FindingFilter { Sources = Sources, Statuses = All ? [] : [FindingStatus.Open] };
        var page = await services
            .GetRequiredService<IMediator>()
            .Send(new ListFindings(filter, new PageRequest<FindingPosition>(MostShown)), ct);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        services.GetRequiredService<IReport>().Show(FindingText.List(page.Items, now));
        return ExitCode.Ok;
    }
}
