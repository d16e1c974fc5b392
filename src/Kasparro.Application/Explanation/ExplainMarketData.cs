using Kasparro.Application.Runs;
using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Explanation;

/// <summary>Where a row of market data comes from, down to the characters that the source sent.</summary>
public sealed record ExplainMarketData(MarketDataKey Key) : IQuery<MarketDataExplanation?>;

/// <summary>Where a row of market data comes from.</summary>
/// <param name="Stored">What the database knows of it.</param>
/// <param name="Fields">Where each member stands in the payload; empty where the source is not enabled here.</param>
/// <param name="Run">The run that stored the payload; null where it was deleted.</param>
public sealed record MarketDataExplanation(
    StoredExplanation Stored,
    IReadOnlyList<FieldOrigin> Fields,
    RunSummary? Run
);

internal sealed class ExplainMarketDataHandler(IExplanationReader reader, IRunReader runs, SourceCatalog sources)
    : IRequestHandler<ExplainMarketData, MarketDataExplanation?>
{
    public async Task<MarketDataExplanation?> Handle(ExplainMarketData query, CancellationToken ct)
    {
        if (await reader.FindAsync(query.Key, ct) is not { } stored)
            return null;

        var fields = sources.Names.Contains(query.Key.Source)
            ? sources[query.Key.Source].FieldsOf(stored.Raw.ToRecord())
            : [];
        return new MarketDataExplanation(stored, fields, await runs.FindAsync(stored.Raw.RunId, ct));
    }
}
