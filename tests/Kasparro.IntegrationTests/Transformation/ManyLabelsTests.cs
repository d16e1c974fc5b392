using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>More labels than are kept in memory, and some before and behind them.</summary>
public sealed class ManyLabelsTests : EtlFixture
{
    private const int MostInMemory = 200_000;

    [Test]
    public async Task Labels_have_the_times_of_all_their_records_however_many_other_labels_stand_between()
    {
        const int Last = MostInMemory + 20_000;
        var source = new ScriptedSource("coingecko").Sends(
            Said("a", day: 3, price: 1),
            Said("b", day: 3, price: 1),
            Said("c", day: 2, price: 1)
        );
        for (var page = 0; page < Last; page += 10_000)
            source.Sends([.. Enumerable.Range(page, 10_000).Select(id => Said($"{id}", day: 1, price: 1))]);
        source.Sends(Said("a", day: 2, price: 2), Said("b", day: 3, price: 2), Said("c", day: 3, price: 2));
        await using var etl = EtlProcess.With(Database, source);

        await etl.RunAsync("coingecko", link: false);

        Assert.That(
            await TextsAsync(
                """
                SELECT concat_ws(' ', source_asset_id, to_char(first_seen, 'DD'), to_char(last_seen, 'DD'),
                                 last_raw_id)
                FROM   listing_labels
                WHERE  source_asset_id IN ('a', 'b', 'c')
                ORDER  BY 1
                """
            ),
            Is.EqualTo(["a 02 03 1", $"b 03 03 {Last + 5}", $"c 02 03 {Last + 6}"])
        );
        Assert.That(await CountAsync("listing_labels"), Is.EqualTo(Last + 3));
    }

    private static Coin Said(string id, int day, int price) =>
        new(id, "s", "N", $"{price}", LastUpdated: $"2026-01-0{day}T00:00:00Z");
}
