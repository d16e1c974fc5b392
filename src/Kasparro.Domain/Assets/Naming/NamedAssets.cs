namespace Kasparro.Domain.Assets.Naming;

/// <param name="PlainNames">Of the labels that several assets claim.</param>
public sealed record NamedAssets(IReadOnlyList<NamedAsset> Assets, IReadOnlyList<PlainName> PlainNames);

public sealed record NamedAsset(Guid AssetId, string Symbol, string Name, bool IsDisambiguated);
