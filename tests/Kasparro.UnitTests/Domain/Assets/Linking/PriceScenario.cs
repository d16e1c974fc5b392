using Kasparro.Domain.Assets.Linking;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>Prices for real labels that were recorded without them.</summary>
internal sealed class PriceScenario(
    int seed,
    IReadOnlyList<Listing> partners,
    IReadOnlyDictionary<string, string> pairs
)
{
    private readonly System.Random _random = new(seed);
    private readonly Dictionary<string, Listing> _byId = partners.ToDictionary(listing => listing.Id.SourceAssetId);
    private readonly ILookup<string, Listing> _bySymbol = partners.ToLookup(
        listing => listing.Symbol,
        StringComparer.OrdinalIgnoreCase
    );
    private readonly DateTimeOffset _time = partners.Max(listing => listing.PriceTime)!.Value;

    public IReadOnlyList<Listing> Price(IEnumerable<Listing> listings) =>
        [
            .. listings.Select(listing =>
                listing with
                {
                    PriceUsd = Given.Price(PriceOf(listing)),
                    PriceTime = _time.AddMinutes(-10 * _random.NextDouble()),
                }
            ),
        ];

    private double PriceOf(Listing listing)
    {
        if (pairs.TryGetValue(listing.Id.SourceAssetId, out var partner))
            return Near(_byId[partner], Tolerance());
        if (IsCopy(listing.Name) && _bySymbol[listing.Symbol].FirstOrDefault() is { PriceUsd: not null } original)
            return Near(original, 0.01);
        return _random.NextDouble() < 0.1
            ? 0.99 + (0.02 * _random.NextDouble())
            : Math.Pow(10, (8 * _random.NextDouble()) - 6);
    }

    private double Tolerance() =>
        _random.NextDouble() switch
        {
            < 0.9 => 0.01,
            < 0.97 => 0.05,
            _ => 0.3,
        };

    private double Near(Listing listing, double tolerance) =>
        Math.Pow(10, PriceLevel.Of(listing.PriceUsd!.Value)!.Value)
        * (1 + (tolerance * ((2 * _random.NextDouble()) - 1)));

    private static bool IsCopy(string name) =>
        new[] { "peg", "wrapped", "bridged", "wormhole" }.Any(word =>
            name.Contains(word, StringComparison.OrdinalIgnoreCase)
        );
}
