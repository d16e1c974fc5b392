using Kasparro.Application.Assets;
using Kasparro.Application.Explanation;
using Kasparro.Application.MarketData;
using Kasparro.Application.Runs;
using Kasparro.Application.Sources;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Explanation;

/// <summary>Where a row of market data comes from.</summary>
/// <param name="Row">The row.</param>
/// <param name="Fields">Where each of its members stands in the payload; empty where the source is not enabled.</param>
/// <param name="Raw">The raw row that its values come from.</param>
/// <param name="Sightings">When the source said it again after something else, the oldest first.</param>
/// <param name="Revisions">All that the source said about this instant, the current statement first.</param>
/// <param name="Run">The run that stored the raw row; null where it was deleted.</param>
/// <param name="TransformVersion" example="coingecko/2">How the source was last transformed.</param>
/// <param name="Link">Why the source's id is this asset; null where the link was lost.</param>
/// <param name="Failures">Raw rows of the same id that gave no market data, the newest first; 20 at most.</param>
internal sealed record ExplanationResponse(
    MarketDataRow Row,
    IReadOnlyList<FieldOrigin> Fields,
    RawRecordDetail Raw,
    IReadOnlyList<SightingDetail> Sightings,
    IReadOnlyList<Statement> Revisions,
    RunSummary? Run,
    string? TransformVersion,
    AssetLink? Link,
    IReadOnlyList<SourceFailure> Failures
) : ApiResponse
{
    public static ExplanationResponse Of(MarketDataExplanation explanation) =>
        new(
            explanation.Stored.Row,
            explanation.Fields,
            explanation.Stored.Raw,
            explanation.Stored.Sightings,
            explanation.Stored.Statements,
            explanation.Run,
            explanation.Stored.TransformVersion,
            explanation.Stored.Link,
            explanation.Stored.Failures
        );
}
