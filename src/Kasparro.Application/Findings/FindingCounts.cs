using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.Findings;

/// <summary>How many findings a source has of one type and severity; also where none is open any more.</summary>
/// <param name="Open">Open now, by their severity now.</param>
/// <param name="OpenedTotal">Opened since the source exists, by their severity then. Never falls.</param>
public sealed record FindingCounts(string Source, FindingType Type, Severity Severity, long Open, long OpenedTotal);
