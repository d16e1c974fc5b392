using System.Globalization;
using Kasparro.Application.Ingestion;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>run</c> and <c>ingest</c> with <c>--from</c> and <c>--to</c>: the past of some coins.</summary>
internal sealed record BackfillCommand(
    string Source,
    DateTimeOffset From,
    DateTimeOffset To,
    HistoryInterval Interval,
    IReadOnlyList<string> Coins,
    int Top,
    bool Transform
) : IHostCommand
{
    public bool NeedsSchema => true;

    public IReadOnlyCollection<string> NeededSources => [Source];

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var pipeline = services.GetRequiredService<EtlPipeline>();
        if (!pipeline.Sources.Contains(Source))
            return await RefuseAsync(
                $"--source {Source}: this source is not enabled. Enabled: {string.Join(", ", pipeline.Sources)}."
            );
        var query = new PlanBackfill(Source, From, To, Interval, Coins, Top);
        var plan = await services.GetRequiredService<IMediator>().Send(query, ct);
        if (plan is not BackfillPlan.Ready ready)
            return await RefuseAsync(plan is BackfillPlan.Refused(var why, var step) ? $"{why} {step}".TrimEnd() : "");

        var report = services.GetRequiredService<IReport>();
        report.Show(Lines(ready));
        var outcome = await pipeline.BackfillAsync(ready, Transform, ct);
        report.Summarise([outcome]);
        if (outcome.Ingest is { Outcome: not IngestOutcome.Succeeded })
            report.Show(["The same command goes on with the coins that are left."]);
        var linkFailure = Transform && !ct.IsCancellationRequested ? await pipeline.LinkAsync(ct) : null;
        if (linkFailure is not null)
            report.LinkFailed(linkFailure);
        ct.ThrowIfCancellationRequested();
        return outcome.Failed ? ExitCode.AllFailed
            : linkFailure is not null ? ExitCode.SomeFailed
            : ExitCode.Ok;
    }

    private IEnumerable<string> Lines(BackfillPlan.Ready plan)
    {
        var (left, requests) = (plan.Left.Count, plan.Left.Count * (long)plan.RequestsOfACoin);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Backfill of {Source} from {Text(From)} to {Text(To)}: {left} of {plan.Coins.Count} coins are left, with "
                + $"{requests:N0} requests, retries not counted."
        );
        if (plan.Earliest > From)
            yield return $"The provider's plan reaches back to {Text(plan.Earliest)}: nothing before is fetched.";
    }

    private static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return ExitCode.BadConfiguration;
    }
}
