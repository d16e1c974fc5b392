using Kasparro.Application.Paging;
using MediatR;

namespace Kasparro.Application.Failures;

/// <summary>One page of transform failures, newest first.</summary>
public sealed record ListFailures(FailureFilter Filter, PageRequest<FailurePosition> Page)
    : IQuery<Page<TransformFailure>>;

internal sealed class ListFailuresHandler(IFailureReader reader) : IRequestHandler<ListFailures, Page<TransformFailure>>
{
    public Task<Page<TransformFailure>> Handle(ListFailures query, CancellationToken ct) =>
        reader.ListAsync(query.Filter, query.Page, ct);
}
