using Kasparro.Domain.Assets.Linking;
using Kasparro.Infrastructure.Postgres.Identity;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Identity;

/// <summary>With what an asset of several listings asks for its name.</summary>
public sealed class NamingCutsTests
{
    private static readonly DateTimeOffset s_day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(2, 1, "200")]
    [TestCase(1, 2, "300")]
    public void Its_size_is_the_newest_and_it_is_as_old_as_its_oldest_listing(int days, int otherDays, string size)
    {
        var claim = NamingCuts
            .Of(
                [
                    Listed("coingecko", pricedAt: days, marketCap: "200", firstSeen: 9),
                    Listed("coinpaprika", pricedAt: otherDays, marketCap: "300", firstSeen: 5),
                    Listed("kraken", pricedAt: 3, marketCap: null, firstSeen: 7),
                ],
                s_day
            )
            .Claims.Single();

        Assert.That((claim.MarketCapUsd, claim.FirstSeen), Is.EqualTo((Price(size), s_day.AddDays(5))));
    }

    private static StoredListing Listed(string source, int pricedAt, string? marketCap, int firstSeen)
    {
        var id = new ListingId(source, "bitcoin");
        var cap = marketCap is null ? null : Price(marketCap);
        var listing = new Listing(id, "btc", "Bitcoin", null, Price("1"), s_day.AddDays(pricedAt), cap);
        return new StoredListing(id, Guid.Empty, "t1", IsFileScoped: false, listing, s_day.AddDays(firstSeen));
    }
}
