using Kasparro.Application.Assets;
using Kasparro.Application.MarketData;

namespace Kasparro.Application.Explanation;

/// <summary>What the database knows of a row of market data.</summary>
/// <param name="Row">The row.</param>
/// <param name="Raw">The raw row that its values come from.</param>
/// <param name="Sightings">When the source said it again, the oldest first.</param>
/// <param name="Statements">All that the source said about this instant, the current one first.</param>
/// <param name="TransformVersion" example="coingecko/2">How the source was last transformed.</param>
/// <param name="Link">Why the source's id is this asset; null where the link was lost.</param>
/// <param name="Failures">Raw rows of the same id that gave no market data, the newest first; 20 at most.</param>
public sealed record StoredExplanation(
    MarketDataRow Row,
    RawRecordDetail Raw,
    IReadOnlyList<SightingDetail> Sightings,
    IReadOnlyList<Statement> Statements,
    string? TransformVersion,
    AssetLink? Link,
    IReadOnlyList<SourceFailure> Failures
);
