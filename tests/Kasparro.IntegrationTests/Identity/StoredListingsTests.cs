using Kasparro.Infrastructure.Postgres.Identity;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

/// <summary>What a link step knows of each listing.</summary>
public sealed class StoredListingsTests : EtlFixture
{
    [Test]
    public async Task A_listing_has_its_own_newest_label_and_price_and_the_time_of_its_first_record()
    {
        var source = new ScriptedSource("coingecko").Sends(
            Said("one", "old", day: 2),
            Said("one", "new", day: 4),
            Said("one", "oldest", day: 1),
            Said("one", "between", day: 3),
            Said("two", "first", day: 5),
            Said("two", "second", day: 5),
            Said("Upper", "upper", day: 1),
            Said("bare", "bare", day: 1),
            Said("unlabelled", "lost", day: 6)
        );
        var other = new ScriptedSource("csv").Sends(Said("one", "other", day: 8), Said("two", "other", day: 7));
        await using var etl = EtlProcess.With(Database, source, other);
        await etl.RunAsync("coingecko", link: false);
        await etl.RunAsync("csv", link: false);
        await Database.ExecuteAsync(
            """
            DELETE FROM asset_market_data USING asset_sources l
            WHERE  l.source_asset_id = 'bare' AND asset_market_data.asset_id = l.asset_id;
            DELETE FROM listing_labels WHERE source_asset_id = 'unlabelled'
            """
        );

        await using var session = await Database.OpenConnectionAsync();
        var listings = await StoredListing.ReadAllAsync(session, CancellationToken.None);

        Assert.That(
            listings.Select(stored =>
                $"{stored.Id.Source} {stored.Id.SourceAssetId} {stored.Listing?.Symbol ?? "-"} "
                + $"{stored.Listing?.Name ?? "-"} {stored.FirstSeen?.ToString("dd", null) ?? "-"}: "
                + $"{stored.Listing?.PriceUsd?.Text ?? "-"} {stored.Listing?.MarketCapUsd?.Text ?? "-"} "
                + $"{stored.Listing?.PriceTime?.ToString("dd", null) ?? "-"}"
            ),
            Is.EqualTo([
                "coingecko Upper upper Upper 01: 1 10 01",
                "coingecko bare bare Bare 01: - - -",
                "coingecko one new New 01: 4 40 04",
                "coingecko two second Second 05: 5 50 05",
                "coingecko unlabelled - - -: - - -",
                "csv one other Other 08: 8 80 08",
                "csv two other Other 07: 7 70 07",
            ])
        );
    }

    private static Coin Said(string id, string label, int day) =>
        new(
            id,
            label,
            char.ToUpperInvariant(label[0]) + label[1..],
            Price: $"{day}",
            MarketCap: $"{day}0",
            LastUpdated: $"2026-01-0{day}T00:00:00Z"
        );
}
