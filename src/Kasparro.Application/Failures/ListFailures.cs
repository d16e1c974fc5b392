using MediatR;

namespace Kasparro.Application.Failures;

/// <summary>One page of rows that could not be derived, newest first.</summary>
/// <param name="After">The last one of the page before; null for the first page.</param>
public sealed record ListFailures(FailureFilter Filter, int Limit, FailurePosition? After = null) : IQuery<FailurePage>;

public sealed record FailurePage(IReadOnlyList<TransformFailure> Failures, bool HasMore);

internal sealed class ListFailuresHandler(IFailureReader reader) : IRequestHandler<ListFailures, FailurePage>
{
    public async Task<FailurePage> Handle(ListFailures query, CancellationToken ct)
    {
        var failures = await reader.ListAsync(query.Filter, query.After, query.Limit + 1, ct);
        return new FailurePage([.. failures.Take(query.Limit)], failures.Count > query.Limit);
    }
}
