using System.CommandLine;
using System.Globalization;
using Kasparro.Application.Drift;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Drift;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>drift list</c>, <c>drift show</c> and <c>drift accept</c>: changes of what sources send.</summary>
/// <param name="Sources">For list: empty for all.</param>
/// <param name="DriftId">For show and accept; null for list.</param>
/// <param name="AcceptedBy">For accept: who does it.</param>
internal sealed record DriftCommand(string[] Sources, bool All, long? DriftId = null, string? AcceptedBy = null)
    : IHostCommand
{
    private const int MostShown = 200;

    public static readonly Argument<long> Id = new("id") { Description = "The change's number, as list shows it." };

    public static readonly Option<bool> AllOption = new("--all")
    {
        Description = "Also those that are over or were accepted; the last 200.",
    };

    public static readonly Option<string> ByOption = new("--by")
    {
        Description = "Who accepts it. Default: the user of this machine.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var (mediator, report) = (services.GetRequiredService<IMediator>(), services.GetRequiredService<IReport>());
        if (DriftId is not { } id)
        {
            report.Show(DriftText.List(await ListAsync(mediator, ct)));
            return ExitCode.Ok;
        }

        try
        {
            if (AcceptedBy is null && await mediator.Send(new GetDrift(id), ct) is { } drift)
                report.Show(DriftText.Show(drift));
            else if (AcceptedBy is { } by && await mediator.Send(new AcceptDrift(id, by), ct) is { } accepted)
                return await FollowAsync(accepted, services, ct) ? ExitCode.Ok : ExitCode.SomeFailed;
            else
                return await RefusedAsync(
                    $"There is no change {id.ToString(CultureInfo.InvariantCulture)}; drift list shows those that are "
                        + "open."
                );
            return ExitCode.Ok;
        }
        catch (InvalidOperationException notOpen)
        {
            return await RefusedAsync(notOpen.Message);
        }
    }

    private async Task<IReadOnlyList<DriftDetail>> ListAsync(IMediator mediator, CancellationToken ct)
    {
        var filter = new DriftFilter { Sources = Sources, Statuses = All ? [] : [DriftStatus.Open] };
        return (await mediator.Send(new ListDrifts(filter, new PageRequest<DriftPosition>(MostShown)), ct)).Items;
    }

    /// <summary>What waited for it goes on at once.</summary>
    /// <returns>Whether it did.</returns>
    private static async Task<bool> FollowAsync(DriftDetail accepted, IServiceProvider services, CancellationToken ct)
    {
        var (mediator, report) = (services.GetRequiredService<IMediator>(), services.GetRequiredService<IReport>());
        report.Show(DriftText.Accepted(accepted));
        var isTransformed =
            !services.GetRequiredService<SourceCatalog>().TryGet(accepted.Source, out _)
            || await TransformAsync(accepted, mediator, report, ct);
        var findings = await mediator.Send(new RecordFindings(accepted.Source), ct);
        report.Show(FindingText.Changes(findings));
        return isTransformed;
    }

    /// <summary>Rows that were quarantined are failures, and no later transformation reads them by itself.</summary>
    private static async Task<bool> TransformAsync(
        DriftDetail accepted,
        IMediator mediator,
        IReport report,
        CancellationToken ct
    )
    {
        BronzePart?[] parts = accepted.Policy is DriftPolicy.Pause or DriftPolicy.Quarantine
            ? [new BronzePart.Failures(), null]
            : [null];
        foreach (var part in parts)
        {
            var transformed = await mediator.Send(new TransformSource(accepted.Source, Part: part), ct);
            var reason = new SourceOutcome(accepted.Source, Transform: transformed).Remark;
            if (transformed is not { Failure: null, LockedBy: null })
            {
                var rest = $"transform --source {accepted.Source}{(part is null ? "" : " --failures")}";
                report.Show([$"{accepted.Source}: {reason} '{rest}' does it."]);
                return false;
            }

            if (part is not null)
                continue;
            report.Show([$"{accepted.Source}: {transformed.Inserted} new rows of market data"]);
            if (transformed.PausedBy is null)
                return true;
            report.Show([$"{accepted.Source}: {reason}"]);
        }

        return false;
    }

    private static async Task<int> RefusedAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return ExitCode.SomeFailed;
    }
}
