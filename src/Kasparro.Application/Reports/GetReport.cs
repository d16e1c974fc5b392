using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Application.Status;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using MediatR;

namespace Kasparro.Application.Reports;

/// <summary>Last night in one answer: what the sources did since a time, and what was found.</summary>
public sealed record GetReport(DateTimeOffset Since) : IQuery<PeriodReport>;

internal sealed class GetReportHandler(IStatusReader status, IFindingReader findings, TimeProvider time)
    : IRequestHandler<GetReport, PeriodReport>
{
    private const int MostFindings = 50;

    private static readonly FindingFilter s_notable = new() { Severities = [Severity.Warning, Severity.Critical] };

    public async Task<PeriodReport> Handle(GetReport query, CancellationToken ct) =>
        new(
            query.Since,
            time.GetUtcNow(),
            await status.ReadPeriodAsync(query.Since, ct),
            await ListAsync(s_notable with { From = query.Since }, ct),
            await ListAsync(s_notable with { ClearedFrom = query.Since }, ct),
            await ListAsync(s_notable with { Statuses = [FindingStatus.Open] }, ct)
        );

    private async Task<IReadOnlyList<FindingDetail>> ListAsync(FindingFilter filter, CancellationToken ct) =>
        (await findings.ListAsync(filter, new PageRequest<FindingPosition>(MostFindings), ct)).Items;
}
