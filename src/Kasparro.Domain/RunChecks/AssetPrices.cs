namespace Kasparro.Domain.RunChecks;

/// <summary>
/// One asset's price in a run, with earlier ones and those of other sources. Logarithms, because only ratios matter.
/// </summary>
/// <param name="SourceAssetId">The source's own id.</param>
/// <param name="Earlier">The source's prices before this one, newest first.</param>
/// <param name="Elsewhere">Each other source's price at about the same time.</param>
public sealed record AssetPrices(
    string SourceAssetId,
    DateTimeOffset LastUpdated,
    double LogPrice,
    IReadOnlyList<double> Earlier,
    IReadOnlyList<double> Elsewhere
);
