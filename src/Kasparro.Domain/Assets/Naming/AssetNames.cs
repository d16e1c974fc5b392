using Kasparro.Domain.Assets.Labels;
using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Domain.Assets.Naming;

/// <summary>
/// Symbol and name of every asset, no two alike: the larger coin has the plain name, any other one its anchor listing
/// behind it. A small change of who is larger changes nothing, so that names do not flap.
/// </summary>
public static class AssetNames
{
    /// <summary>How much larger a challenger must be.</summary>
    public const double Factor = 1.5;

    /// <summary>In how many consecutive runs.</summary>
    public const int Runs = 3;

    /// <summary>The names now, and what the next run must be given.</summary>
    public static NamedAssets Assign(IEnumerable<NameClaim> claims, IReadOnlyCollection<PlainName> before)
    {
        var holders = before.ToDictionary(plain => (plain.Symbol, plain.Name));
        var (named, plainNames) = (new List<NamedAsset>(), new List<PlainName>());
        var labels = claims
            .GroupBy(Label)
            .OrderBy(label => label.Key.Symbol, StringComparer.Ordinal)
            .ThenBy(label => label.Key.Name, StringComparer.Ordinal);
        foreach (var label in labels)
        {
            var bySize = label.Order(s_bySize).ToList();
            // A name that looks disambiguated could be the name another asset gets here; nothing has it plainly.
            var plain = LooksDisambiguated(label.Key.Name)
                ? null
                : Holder(bySize, holders.GetValueOrDefault(label.Key), label.Key);
            if (plain is not null && bySize.Count > 1)
                plainNames.Add(plain);
            named.AddRange(bySize.Select(claim => Named(claim, label.Key, plain?.AssetId)));
        }

        return new NamedAssets(named, plainNames);
    }

    private static (string Symbol, string Name) Label(NameClaim claim) =>
        (LabelNormaliser.Symbol(claim.Symbol), LabelNormaliser.Visible(claim.Name));

    private static PlainName Holder(List<NameClaim> bySize, PlainName? before, (string Symbol, string Name) label)
    {
        var largest = bySize[0];
        var holder = bySize.Find(claim => claim.AssetId == before?.AssetId);
        if (holder is null)
            return new PlainName(label.Symbol, label.Name, largest.AssetId, Challenger: null, Runs: 0);

        if (holder == largest || Size(largest) - Size(holder) <= PriceLevel.Distance(Factor))
            return new PlainName(label.Symbol, label.Name, holder.AssetId, Challenger: null, Runs: 0);

        var runs = before!.Challenger == largest.AssetId ? before.Runs + 1 : 1;
        return runs >= Runs
            ? new PlainName(label.Symbol, label.Name, largest.AssetId, Challenger: null, Runs: 0)
            : new PlainName(label.Symbol, label.Name, holder.AssetId, largest.AssetId, runs);
    }

    private static NamedAsset Named(NameClaim claim, (string Symbol, string Name) label, Guid? plain)
    {
        var isPlain = claim.AssetId == plain;
        return new NamedAsset(
            claim.AssetId,
            label.Symbol,
            isPlain ? label.Name : $"{label.Name} [{claim.Anchor}]",
            IsDisambiguated: !isPlain
        );
    }

    /// <summary>Largest first, then oldest, then by anchor: no two are equal.</summary>
    private static readonly Comparer<NameClaim> s_bySize = Comparer<NameClaim>.Create(
        (one, other) => (Size(other), one.FirstSeen, one.Anchor).CompareTo((Size(one), other.FirstSeen, other.Anchor))
    );

    private static double Size(NameClaim claim) =>
        claim.MarketCapUsd is { } marketCap && PriceLevel.Of(marketCap) is { } level ? level : double.MinValue;

    private static bool LooksDisambiguated(string name) =>
        name.EndsWith(']')
        && name.LastIndexOf(" [", StringComparison.Ordinal) is var at and >= 0
        && name.IndexOf(':', at) >= 0;
}
