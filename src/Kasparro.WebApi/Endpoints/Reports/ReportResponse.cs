using Kasparro.Application.Findings;
using Kasparro.Application.Reports;
using Kasparro.Application.Status;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Reports;

/// <summary>What happened in a period, and what is open at its end.</summary>
/// <param name="Since">When the period began.</param>
/// <param name="Until">When it was read.</param>
/// <param name="Sources">What every source did that ever ran.</param>
/// <param name="Opened">Findings of warning or critical severity that were opened in it, the last first; 50 at
/// most.</param>
/// <param name="Cleared">Such findings that ended in it.</param>
/// <param name="Open">Such findings that are open now, also those from before.</param>
internal sealed record ReportResponse(
    DateTimeOffset Since,
    DateTimeOffset Until,
    IReadOnlyList<PeriodTotals> Sources,
    IReadOnlyList<FindingDetail> Opened,
    IReadOnlyList<FindingDetail> Cleared,
    IReadOnlyList<FindingDetail> Open
) : ApiResponse
{
    public static ReportResponse Of(PeriodReport report) =>
        new(report.Since, report.Until, report.Sources, report.Opened, report.Cleared, report.Open);
}
