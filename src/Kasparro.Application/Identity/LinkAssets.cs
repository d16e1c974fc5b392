using Kasparro.Application.Findings;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Findings;
using Kasparro.Domain.MarketData;
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

internal sealed class LinkAssetsHandler(IAssetLinker linker, IFindingStore findings, TimeProvider time)
    : IRequestHandler<LinkAssets, LinkResult>
{
    public async Task<LinkResult> Handle(LinkAssets command, CancellationToken ct)
    {
        var result = await linker.LinkAsync(command.Decision, ct);
        var now = Timestamp.ToMicroseconds(time.GetUtcNow());
        foreach (var source in SuspectIdentities.Of(result.Suspects))
            await findings.UpdateAsync(
                source.Key,
                (standing, _) => Task.FromResult(FindingRules.Apply(source.Key, standing, [.. source], now)),
                ct
            );
        return result;
    }
}
