using Kasparro.Application.Paging;

namespace Kasparro.Application.Findings;

/// <summary>Reads findings.</summary>
public interface IFindingReader
{
    /// <summary>The last opened first.</summary>
    Task<Page<FindingDetail>> ListAsync(FindingFilter filter, PageRequest<FindingPosition> page, CancellationToken ct);

    /// <summary>Every severity of every type that a source has had a finding of.</summary>
    Task<IReadOnlyList<FindingCounts>> CountAsync(CancellationToken ct);
}
