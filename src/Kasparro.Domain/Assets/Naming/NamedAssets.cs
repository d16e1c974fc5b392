namespace Kasparro.Domain.Assets.Naming;

/// <param name="PlainNames">Of the labels that several assets claim.</param>
public sealed record NamedAssets(IReadOnlyList<NamedAsset> Assets, IReadOnlyList<PlainName> PlainNames);

public sealed record NamedAsset(Guid AssetId, string Symbol, string Name, bool IsDisambiguated);

/// <param name="Plain">Null where the name looks like a disambiguated one, which nothing has plainly.</param>
public sealed record ProvisionalName(string Symbol, string? Plain, string Disambiguated);
