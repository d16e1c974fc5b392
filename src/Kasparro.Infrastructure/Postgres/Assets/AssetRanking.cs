using Kasparro.Application.Assets;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Search;

namespace Kasparro.Infrastructure.Postgres.Assets;

/// <summary>An asset in its place.</summary>
/// <param name="MatchedElsewhere">What a search found it by, where that is not its symbol or name.</param>
internal sealed record RankedAsset(SearchableAsset Asset, string? MatchedElsewhere);

/// <summary>Assets by what a search matched, or by size.</summary>
internal static class AssetRanking
{
    public static List<RankedAsset> Of(IReadOnlyList<SearchableAsset> assets, AssetFilter filter)
    {
        var wanted = assets.Where(asset => Matches(asset, filter));
        var hits = filter.Search is { } text
            ? AssetSearch.Rank(text, wanted).Select(hit => new RankedAsset(hit.Asset, MatchedElsewhere(hit)))
            : wanted.Select(asset => new RankedAsset(asset, MatchedElsewhere: null));
        return filter.BySize
            ?
            [
                .. hits.OrderByDescending(hit => PriceLevel.SizeOf(hit.Asset.MarketCapUsd))
                    .ThenBy(hit => hit.Asset.Symbol, StringComparer.Ordinal)
                    .ThenBy(hit => hit.Asset.Name, StringComparer.Ordinal),
            ]
            : [.. hits];
    }

    private static bool Matches(SearchableAsset asset, AssetFilter filter) =>
        (filter.Symbols.Count == 0 || filter.Symbols.Contains(asset.Symbol))
        && (filter.Sources.Count == 0 || asset.Listings.Any(listing => filter.Sources.Contains(listing.Source)))
        && (filter.SourceAssetIds.Count == 0 || asset.Listings.Any(listing => IsNamed(listing, filter)));

    private static bool IsNamed(ListingId listing, AssetFilter filter) =>
        filter.SourceAssetIds.Contains(listing.SourceAssetId)
        && (filter.Sources.Count == 0 || filter.Sources.Contains(listing.Source));

    private static string? MatchedElsewhere(SearchHit hit) =>
        hit.Kind
            is MatchKind.FormerSymbol
                or MatchKind.FormerName
                or MatchKind.PartOfFormerName
                or MatchKind.SourceAssetId
            ? hit.Matched
            : null;
}
