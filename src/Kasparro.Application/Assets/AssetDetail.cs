namespace Kasparro.Application.Assets;

/// <summary>An asset and its ids at the sources.</summary>
/// <param name="AssetId" example="6b94ff55-898f-5a1b-9d8c-0e944f110da0">Computed from the source and id of one of its
/// listings, so it is the same after every rebuild and no other coin ever has it.</param>
/// <param name="Symbol" example="BTC">In upper case.</param>
/// <param name="Name" example="Bitcoin">As the source writes it in its newest record, followed by [source:id] where a
/// larger coin has the same symbol and name.</param>
/// <param name="Sources">Its ids, by source.</param>
/// <param name="Matched" example="Terra">What a search found it by, where that is not its symbol or name; else
/// null.</param>
public sealed record AssetDetail(
    Guid AssetId,
    string Symbol,
    string Name,
    IReadOnlyList<AssetLink> Sources,
    string? Matched = null
);

/// <summary>The id of an asset at one source.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="SourceAssetId" example="bitcoin">Its id there.</param>
/// <param name="LinkedBy" example="t1">The rule of the decision that linked it. anchor: the asset's id is made from
/// this listing. t1, t1b, t2, t3: symbol, name and price agree (docs/identity.md). file_label: a file has
/// symbol and name of the asset. curated_must_link: a list in the product. person: a person decided.</param>
/// <param name="LinkedAt">When it was linked.</param>
public sealed record AssetLink(string Source, string SourceAssetId, string LinkedBy, DateTimeOffset LinkedAt);
