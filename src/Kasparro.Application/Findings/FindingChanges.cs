using Kasparro.Domain.Findings;

namespace Kasparro.Application.Findings;

/// <summary>What a judgement did to the findings of a source.</summary>
/// <param name="Open">All that are open now.</param>
public sealed record FindingChanges(
    IReadOnlyList<FindingDetail> Opened,
    IReadOnlyList<FindingDetail> Cleared,
    IReadOnlyList<FindingDetail> Open
)
{
    /// <summary>The source sends nothing that can be used, and no one has taken that as normal.</summary>
    public bool NothingIsUsable => Open.Any(finding => finding.Type == FindingType.AllRowsRejected);
}
