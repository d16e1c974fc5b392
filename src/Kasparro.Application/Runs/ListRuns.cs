using Kasparro.Application.Paging;
using MediatR;

namespace Kasparro.Application.Runs;

/// <summary>One page of ingestion runs, newest first.</summary>
public sealed record ListRuns(RunFilter Filter, PageRequest<RunPosition> Page) : IQuery<Page<RunSummary>>;

internal sealed class ListRunsHandler(IRunReader reader) : IRequestHandler<ListRuns, Page<RunSummary>>
{
    public Task<Page<RunSummary>> Handle(ListRuns query, CancellationToken ct) =>
        reader.ListAsync(query.Filter, query.Page, ct);
}
