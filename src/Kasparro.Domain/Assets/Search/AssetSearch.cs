using Kasparro.Domain.Assets.Labels;
using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Domain.Assets.Search;

/// <summary>
/// Finds assets by symbol, by any name they ever had, and by a source's id. Ranked by what matched, then by size: the
/// exact symbol of the largest coin comes first.
/// </summary>
public static class AssetSearch
{
    public static IReadOnlyList<SearchHit> Rank(string query, IEnumerable<SearchableAsset> assets)
    {
        var wanted = new Query(query);
        return wanted.IsEmpty
            ? []
            :
            [
                .. assets
                    .Select(asset => Match(asset, wanted))
                    .OfType<SearchHit>()
                    .OrderBy(hit => hit.Kind)
                    .ThenByDescending(hit => PriceLevel.SizeOf(hit.Asset.MarketCapUsd))
                    .ThenBy(hit => hit.Asset.AssetId),
            ];
    }

    private static SearchHit? Match(SearchableAsset asset, Query query) =>
        Texts(asset)
            .Select(text => (Kind: query.Matches(text.Text, text.As), text.Text))
            .Where(match => match.Kind is not null)
            .Select(match => new SearchHit(asset, match.Kind!.Value, match.Text))
            .MinBy(hit => hit.Kind);

    private static IEnumerable<(string Text, MatchKind As)> Texts(SearchableAsset asset) =>
        [
            (asset.Symbol, MatchKind.Symbol),
            .. asset.Listings.Select(listing => (listing.SourceAssetId, MatchKind.SourceAssetId)),
            (asset.Name, MatchKind.Name),
            .. asset.FormerLabels.Select(label => (label.Symbol, MatchKind.FormerSymbol)),
            .. asset.FormerLabels.Select(label => (label.Name, MatchKind.FormerName)),
        ];

    private sealed class Query(string text)
    {
        private readonly string _id = LabelNormaliser.Visible(text);
        private readonly string _symbol = LabelNormaliser.Symbol(text);
        private readonly string _name = LabelNormaliser.Name(text);

        public bool IsEmpty => _symbol.Length == 0;

        public MatchKind? Matches(string text, MatchKind kind) =>
            kind switch
            {
                MatchKind.SourceAssetId => text == _id ? kind : null,
                MatchKind.Symbol => Compare(LabelNormaliser.Symbol(text), _symbol, kind, MatchKind.StartOfSymbol, null),
                MatchKind.FormerSymbol => Compare(LabelNormaliser.Symbol(text), _symbol, kind, null, null),
                MatchKind.Name => Compare(
                    LabelNormaliser.Name(text),
                    _name,
                    kind,
                    MatchKind.StartOfName,
                    MatchKind.PartOfName
                ),
                _ => Compare(
                    LabelNormaliser.Name(text),
                    _name,
                    kind,
                    MatchKind.PartOfFormerName,
                    MatchKind.PartOfFormerName
                ),
            };

        private static MatchKind? Compare(
            string text,
            string wanted,
            MatchKind equal,
            MatchKind? start,
            MatchKind? part
        )
        {
            if (text == wanted)
                return equal;
            if (text.StartsWith(wanted, StringComparison.Ordinal))
                return start;
            return text.Contains(wanted, StringComparison.Ordinal) ? part : null;
        }
    }
}
