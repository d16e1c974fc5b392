using Kasparro.Infrastructure.Postgres.Schema;

namespace Kasparro.Infrastructure.Postgres.Assets;

/// <summary>
/// What is stored about some listings. Sources and ids are named apart, which the indexes serve, and together, because
/// an id of one source may be one of another.
/// </summary>
/// <param name="listings">As source:id.</param>
internal sealed class ListingRows(IReadOnlyCollection<string> listings)
{
    private readonly string[] _listings = [.. listings];
    private readonly string[] _sources = [.. listings.Select(listing => listing.Split(':')[0]).Distinct()];
    private readonly string[] _ids = [.. listings.Select(IdOf).Distinct()];

    public IQueryable<ListingLabelEntity> Of(IQueryable<ListingLabelEntity> labels) =>
        labels.Where(label =>
            _sources.Contains(label.Source)
            && _ids.Contains(label.SourceAssetId)
            && _listings.Contains(label.Source + ":" + label.SourceAssetId)
        );

    public IQueryable<IdentityDecisionEntity> Of(IQueryable<IdentityDecisionEntity> decisions) =>
        decisions.Where(decision =>
            (
                _sources.Contains(decision.FirstSource)
                && _ids.Contains(decision.FirstSourceAssetId)
                && _listings.Contains(decision.FirstSource + ":" + decision.FirstSourceAssetId)
            )
            || (
                _sources.Contains(decision.SecondSource)
                && _ids.Contains(decision.SecondSourceAssetId)
                && _listings.Contains(decision.SecondSource + ":" + decision.SecondSourceAssetId)
            )
        );

    private static string IdOf(string listing) => listing[(listing.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
