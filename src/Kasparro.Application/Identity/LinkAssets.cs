using Kasparro.Domain.Assets.Linking;
using MediatR;

namespace Kasparro.Application.Identity;

/// <summary>
/// Decides which listings are one asset, from what all sources say now, and moves market data where that changed.
/// Nothing is written where nothing changed.
/// </summary>
/// <param name="Decision">A person's decision, made first; null for none.</param>
public sealed record LinkAssets(PersonalDecision? Decision = null) : IRequest<LinkResult>;

/// <summary>What a person decided of two listings. It wins over every rule until a person decides otherwise.</summary>
public sealed record PersonalDecision(ListingPair Pair, LinkAction Action, string Reason);

internal sealed class LinkAssetsHandler(IAssetLinker linker) : IRequestHandler<LinkAssets, LinkResult>
{
    public Task<LinkResult> Handle(LinkAssets command, CancellationToken ct) => linker.LinkAsync(command.Decision, ct);
}
