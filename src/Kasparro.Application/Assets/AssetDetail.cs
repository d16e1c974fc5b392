namespace Kasparro.Application.Assets;

/// <summary>An asset and what the sources call it.</summary>
/// <param name="AssetId" example="3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1">Transformed from symbol and name; the same after
/// every rebuild.</param>
/// <param name="Symbol" example="BTC">In upper case.</param>
/// <param name="Name" example="Bitcoin">As the source writes it, with [source:id] behind it where two ids of one source
/// bear the same symbol and name.</param>
/// <param name="Sources">Its ids, by source.</param>
public sealed record AssetDetail(Guid AssetId, string Symbol, string Name, IReadOnlyList<AssetLink> Sources);

/// <summary>What one source calls an asset.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="SourceAssetId" example="bitcoin">Its id there.</param>
/// <param name="LinkedBy" example="symbol_and_name">symbol_and_name: they agree on both. source_id: another id of this
/// source had them already, so this one is told apart.</param>
/// <param name="LinkedAt">When it was linked.</param>
public sealed record AssetLink(string Source, string SourceAssetId, string LinkedBy, DateTimeOffset LinkedAt);

/// <summary>Where an asset stands in the list.</summary>
public sealed record AssetPosition(string Symbol, string Name);
