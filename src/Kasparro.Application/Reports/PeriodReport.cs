using Kasparro.Application.Findings;
using Kasparro.Application.Status;

namespace Kasparro.Application.Reports;

/// <summary>What happened in a period, and what is open at its end.</summary>
/// <param name="Since">When the period began.</param>
/// <param name="Until">When it was read.</param>
/// <param name="Sources">Every source that ever ran.</param>
/// <param name="Opened">Findings of warning or critical severity that were opened in it, the last first; 50 at
/// most.</param>
/// <param name="Cleared">Such findings that ended in it.</param>
/// <param name="Open">Such findings that are open now, also those from before.</param>
public sealed record PeriodReport(
    DateTimeOffset Since,
    DateTimeOffset Until,
    IReadOnlyList<PeriodTotals> Sources,
    IReadOnlyList<FindingDetail> Opened,
    IReadOnlyList<FindingDetail> Cleared,
    IReadOnlyList<FindingDetail> Open
);
