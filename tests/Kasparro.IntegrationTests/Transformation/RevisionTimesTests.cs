using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>When each statement about an instant was replaced, as it is found and as a rebuild finds it.</summary>
public sealed class RevisionTimesTests : EtlFixture
{
    [Test]
    public async Task Each_statement_is_replaced_when_the_next_one_is_stated_also_after_a_rebuild()
    {
        var (time, source) = (new FakeTimeProvider(Clocks.Start), new ScriptedSource("coingecko"));
        await using var etl = EtlProcess.With(Database, time, source);
        foreach (var price in (string[])["100", "101", "100", "102"])
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            await etl.RunAsync("coingecko");
            time.Advance(TimeSpan.FromHours(1));
        }

        var before = await StatementsAsync();
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(before, Is.EqualTo("100 after 1 h, 101 after 1 h, 100 after 1 h"));
        Assert.That(await StatementsAsync(), Is.EqualTo(before));
    }

    private async Task<string> StatementsAsync() =>
        string.Join(
            ", ",
            (
                await Database.RowsAsync(
                    "SELECT price_usd || ' after ' || extract(hour FROM replaced_at - stated_at) || ' h' "
                        + "FROM market_data_revisions ORDER BY statement_id"
                )
            ).Select(row => row[0])
        );
}
