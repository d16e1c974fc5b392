namespace Kasparro.Application.Assets;

/// <summary>An asset and its ids at the sources.</summary>
/// <param name="AssetId" example="3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1">Computed from symbol and name, so
/// it is the same after every rebuild.</param>
/// <param name="Symbol" example="BTC">In upper case.</param>
/// <param name="Name" example="Bitcoin">As the source writes it, followed by [source:id] where two ids of one source
/// have the same symbol and name.</param>
/// <param name="Sources">Its ids, by source.</param>
public sealed record AssetDetail(Guid AssetId, string Symbol, string Name, IReadOnlyList<AssetLink> Sources);

/// <summary>The id of an asset at one source.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="SourceAssetId" example="bitcoin">Its id there.</param>
/// <param name="LinkedBy" example="symbol_and_name">symbol_and_name: both are equal. source_id: another id of this
/// source already had them, so this one is disambiguated.</param>
/// <param name="LinkedAt">When it was linked.</param>
public sealed record AssetLink(string Source, string SourceAssetId, string LinkedBy, DateTimeOffset LinkedAt);
