namespace Kasparro.Domain.RunChecks;

/// <summary>
/// What a run said of one asset's price, beside what was said before and elsewhere. Logarithms, because only ratios
/// matter.
/// </summary>
/// <param name="SourceAssetId">As the source calls it.</param>
/// <param name="Earlier">The source's prices before this one, newest first.</param>
/// <param name="Elsewhere">What each other source said at about the same time.</param>
public sealed record AssetPrices(
    string SourceAssetId,
    DateTimeOffset LastUpdated,
    double LogPrice,
    IReadOnlyList<double> Earlier,
    IReadOnlyList<double> Elsewhere
);
