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

    private const int ShortText = 64;

    /// <summary>The names now, and what the next run must be given.</summary>
    public static NamedAssets Assign(NamingCut cut, IReadOnlyCollection<PlainName> before)
    {
        var holders = before.ToDictionary(plain => (plain.Symbol, plain.Name));
        var (named, plainNames) = (new List<NamedAsset>(), new List<PlainName>());
        var labels = cut
            .Claims.GroupBy(Key)
            .OrderBy(label => label.Key.Symbol, StringComparer.Ordinal)
            .ThenBy(label => label.Key.Name, StringComparer.Ordinal);
        foreach (var label in labels)
        {
            var bySize = label.Order(s_bySize).ToList();
            var known = holders.GetValueOrDefault(label.Key);
            // A name that looks disambiguated could be the name another asset gets here; nothing has it plainly.
            var plain = LooksDisambiguated(label.Key.Name) ? null : Holder(cut, bySize, known, label.Key);
            if (plain is not null && bySize.Count > 1)
                plainNames.Add(plain);
            var holder = plain is null ? default : cut.Anchors.GetValueOrDefault(plain.Holder);
            named.AddRange(bySize.Select(claim => Named(claim, isPlain: claim.Anchor == holder)));
        }

        return new NamedAssets(named, plainNames);
    }

    /// <summary>
    /// How a listing is shown until names are assigned, where its label is still free and where it is not.
    /// </summary>
    public static ProvisionalName Provisional(ListingId listing, string symbol, string name)
    {
        var label = Label(symbol, name);
        return new ProvisionalName(
            label.Symbol,
            LooksDisambiguated(label.Name) ? null : label.Name,
            Disambiguate(label.Name, listing)
        );
    }

    /// <summary>Labels that look alike are one: only one asset has it plainly.</summary>
    private static (string Symbol, string Name) Key(NameClaim claim) =>
        (
            Shown(LabelNormaliser.Symbol(claim.Symbol), claim.Symbol),
            Shown(LabelNormaliser.Visible(claim.Name), claim.Name)
        );

    private static (string Symbol, string Name) Label(string symbol, string name) =>
        (Shown(LabelNormaliser.Symbol(symbol), symbol), Shown(LabelNormaliser.Clean(name), name));

    /// <summary>
    /// A text of invisible characters only is shown as it was written, and so is one that the compatibility form makes
    /// far longer: both have to fit into one entry of an index.
    /// </summary>
    private static string Shown(string normalised, string written) =>
        normalised.Length > 0 && normalised.Length <= Math.Max(written.Length * 2, ShortText) ? normalised : written;

    private static string Disambiguate(string name, ListingId anchor) => $"{name} [{anchor}]";

    private static PlainName Holder(
        NamingCut cut,
        List<NameClaim> bySize,
        PlainName? known,
        (string Symbol, string Name) label
    )
    {
        var largest = bySize[0];
        var holder = known is null ? null : bySize.Find(claim => claim.Anchor == AnchorOf(known.Holder));
        if (known is null || holder is null)
            return new PlainName(label.Symbol, label.Name, largest.Anchor, null, Runs: 0, cut.NewestPrice);
        if (cut.NewestPrice <= known.CountedAt)
            return known;

        var calm = known with { Challenger = null, Runs = 0, CountedAt = cut.NewestPrice };
        if (
            holder == largest
            || PriceLevel.SizeOf(largest.MarketCapUsd) - PriceLevel.SizeOf(holder.MarketCapUsd)
                <= PriceLevel.Distance(Factor)
        )
            return known is { Challenger: null } ? known : calm;

        var runs = known.Challenger == largest.Anchor ? known.Runs + 1 : 1;
        return runs >= Runs
            ? calm with
            {
                Holder = largest.Anchor,
            }
            : calm with
            {
                Challenger = largest.Anchor,
                Runs = runs,
            };

        ListingId? AnchorOf(ListingId listing) => cut.Anchors.TryGetValue(listing, out var anchor) ? anchor : null;
    }

    private static NamedAsset Named(NameClaim claim, bool isPlain)
    {
        var (symbol, name) = Label(claim.Symbol, claim.Name);
        return new NamedAsset(
            claim.AssetId,
            symbol,
            isPlain ? name : Disambiguate(name, claim.Anchor),
            IsDisambiguated: !isPlain
        );
    }

    /// <summary>Largest first, then oldest, then by anchor: no two are equal.</summary>
    private static readonly Comparer<NameClaim> s_bySize = Comparer<NameClaim>.Create(
        (one, other) =>
            (PriceLevel.SizeOf(other.MarketCapUsd), one.FirstSeen, one.Anchor).CompareTo(
                (PriceLevel.SizeOf(one.MarketCapUsd), other.FirstSeen, other.Anchor)
            )
    );

    private static bool LooksDisambiguated(string name) =>
        name.EndsWith(']')
        && name.LastIndexOf(" [", StringComparison.Ordinal) is var at and >= 0
        && name.IndexOf(':', at) >= 0;
}
