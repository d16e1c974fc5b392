using Kasparro.Application.Drift;
using Kasparro.Application.RunChecks;
using Kasparro.Application.Sources;
using Kasparro.Domain.Findings;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.RunChecks;
using MediatR;

namespace Kasparro.Application.Findings;

/// <summary>Judges the latest run of a source, and keeps what it finds until it ends.</summary>
public sealed record RecordFindings(string Source) : IRequest<FindingChanges>;

internal sealed class RecordFindingsHandler(
    IMediator mediator,
    IFindingStore findings,
    IRunHistory history,
    ISchemaReader schemas,
    SourceCatalog sources,
    TimeProvider time
) : IRequestHandler<RecordFindings, FindingChanges>
{
    public async Task<FindingChanges> Handle(RecordFindings command, CancellationToken ct)
    {
        HashSet<long> before = [];
        var after = await findings.UpdateAsync(
            command.Source,
            (standing, token) =>
            {
                before = [.. standing.Select(finding => finding.FindingId)];
                return JudgeAsync(command.Source, standing, token);
            },
            ct
        );
        return new FindingChanges(
            [.. after.Where(finding => !before.Contains(finding.FindingId)).Select(FindingDetail.Of)],
            [.. after.Where(finding => finding.Status == FindingStatus.Cleared).Select(FindingDetail.Of)],
            [.. after.Where(finding => finding.Status == FindingStatus.Open).Select(FindingDetail.Of)]
        );
    }

    private async Task<IReadOnlyList<Finding>> JudgeAsync(
        string source,
        IReadOnlyList<Finding> standing,
        CancellationToken ct
    )
    {
        var latest = new CompareRuns(source, null, null, new ComparisonSettings(), null);
        if (await mediator.Send(latest, ct) is not RunComparison.Compared { Sources: [var comparison] })
            return standing;

        var received = comparison.Run is { } run
            ? (await history.ReadAssetsAsync([run.RunId], ct)).GetValueOrDefault(run.RunId)
            : null;
        var now = Timestamp.ToMicroseconds(time.GetUtcNow());
        var age =
            sources.TryGet(source, out var registered) && !registered.Description.IsStatic
                ? OldData.Judge(comparison.Run, registered.Description.Cadence)
                : null;
        var drifts = DriftConditions.Of(await schemas.ReadOpenAsync(source, ct), standing);
        return FindingRules.Apply(
            source,
            standing,
            [.. Condition.Of(comparison, received), .. drifts, .. age is null ? [] : new[] { age }],
            now
        );
    }
}
