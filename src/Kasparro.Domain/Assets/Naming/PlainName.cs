namespace Kasparro.Domain.Assets.Naming;

/// <summary>Which asset has a label as it is, where several claim it.</summary>
/// <param name="Challenger">The asset that was larger by the factor in the latest runs; null where none was.</param>
/// <param name="Runs">In how many consecutive runs it was.</param>
public sealed record PlainName(string Symbol, string Name, Guid AssetId, Guid? Challenger, int Runs);
