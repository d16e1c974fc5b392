using Kasparro.Application.Paging;
using MediatR;

namespace Kasparro.Application.Findings;

/// <summary>One page of findings, the last opened first.</summary>
public sealed record ListFindings(FindingFilter Filter, PageRequest<FindingPosition> Page)
    : IQuery<Page<FindingDetail>>;

internal sealed class ListFindingsHandler(IFindingReader reader) : IRequestHandler<ListFindings, Page<FindingDetail>>
{
    public Task<Page<FindingDetail>> Handle(ListFindings query, CancellationToken ct) =>
        reader.ListAsync(query.Filter, query.Page, ct);
}
