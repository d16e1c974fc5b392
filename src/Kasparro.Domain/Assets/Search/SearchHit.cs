namespace Kasparro.Domain.Assets.Search;

/// <param name="Matched">The text that matched, as it was written: it explains why the asset is here.</param>
public sealed record SearchHit(SearchableAsset Asset, MatchKind Kind, string Matched);

/// <summary>What matched, the best first.</summary>
public enum MatchKind
{
    Symbol,
    SourceAssetId,
    Name,
    FormerSymbol,
    FormerName,
    StartOfSymbol,
    StartOfName,
    PartOfName,
    PartOfFormerName,
}
