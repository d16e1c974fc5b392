using MediatR;

namespace Kasparro.Application.Runs;

/// <summary>One page of ingestion runs, newest first.</summary>
/// <param name="After">The last run of the page before; null for the first page.</param>
public sealed record ListRuns(RunFilter Filter, int Limit, RunPosition? After = null) : IQuery<RunPage>;

public sealed record RunPage(IReadOnlyList<RunSummary> Runs, bool HasMore);

internal sealed class ListRunsHandler(IRunReader reader) : IRequestHandler<ListRuns, RunPage>
{
    public async Task<RunPage> Handle(ListRuns query, CancellationToken ct)
    {
        var runs = await reader.ListAsync(query.Filter, query.After, query.Limit + 1, ct);
        return new RunPage([.. runs.Take(query.Limit)], runs.Count > query.Limit);
    }
}
