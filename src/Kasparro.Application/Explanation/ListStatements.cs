using MediatR;

namespace Kasparro.Application.Explanation;

/// <summary>All that a source said about one instant, the current statement first; empty where there is none.</summary>
public sealed record ListStatements(MarketDataKey Key) : IQuery<IReadOnlyList<Statement>>;

internal sealed class ListStatementsHandler(IExplanationReader reader)
    : IRequestHandler<ListStatements, IReadOnlyList<Statement>>
{
    public Task<IReadOnlyList<Statement>> Handle(ListStatements query, CancellationToken ct) =>
        reader.ListStatementsAsync(query.Key, ct);
}
