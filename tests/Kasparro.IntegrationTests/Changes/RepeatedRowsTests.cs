using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Changes;

/// <summary>Rows that a later commit brings again are read with that one only.</summary>
public sealed class RepeatedRowsTests : EtlFixture
{
    [Test]
    public async Task A_client_that_starts_after_a_rebuild_receives_each_row_once()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("a"), new Coin("b", "b"));
        await using var etl = EtlProcess.With(Database, source);
        await etl.RunAsync("coingecko");
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(await ReceivedAsync(etl), Is.EqualTo(2));
    }

    [Test]
    public async Task Nor_does_a_move_before_the_rebuild_bring_them_twice()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        var other = new ScriptedSource("coinpaprika").Sends(new Coin("btc-bitcoin"));
        await using var etl = EtlProcess.With(Database, source, other);
        await etl.RunAsync("coingecko", link: false);
        await etl.RunAsync("coinpaprika");
        await etl.TransformAsync("coingecko", full: true);
        await etl.TransformAsync("coinpaprika", full: true);

        Assert.That(await CountAsync("silver_commits WHERE moved_to IS NOT NULL"), Is.EqualTo(1));
        Assert.That(await ReceivedAsync(etl), Is.EqualTo(2));
    }

    [Test]
    public async Task Rows_that_got_back_their_earlier_prices_come_once_on_pages_of_any_size([Range(1, 4)] int limit)
    {
        var source = new ScriptedSource("coingecko");
        await using var etl = EtlProcess.With(Database, source);
        foreach (var price in (string[])["100", "101", "100"])
        {
            source
                .SendsNothing()
                .Sends(new Coin("a", "a", "a", price), new Coin("b", "b", "b", price), new Coin("c", "c", "c", price));
            await etl.RunAsync("coingecko");
        }

        Assert.That(await ReceivedAsync(etl, limit), Is.EqualTo(3));
    }

    private static async Task<int> ReceivedAsync(EtlProcess etl, int limit = 100)
    {
        var client = new FollowingClient(etl);
        await client.ReadAllAsync(limit);
        return client.Received.Count(change => change.Row is not null);
    }
}
