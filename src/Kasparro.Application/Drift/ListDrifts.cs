using Kasparro.Application.Paging;
using MediatR;

namespace Kasparro.Application.Drift;

/// <summary>One page of changes of sources' records, the last found first.</summary>
public sealed record ListDrifts(DriftFilter Filter, PageRequest<DriftPosition> Page) : IQuery<Page<DriftDetail>>;

internal sealed class ListDriftsHandler(ISchemaReader reader) : IRequestHandler<ListDrifts, Page<DriftDetail>>
{
    public Task<Page<DriftDetail>> Handle(ListDrifts query, CancellationToken ct) =>
        reader.ListAsync(query.Filter, query.Page, ct);
}
