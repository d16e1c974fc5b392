using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using Kasparro.IntegrationTests.Changes;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

/// <summary>Listings that move from asset to asset, in every order there is.</summary>
public sealed class MovedRowsTests : EtlFixture
{
    private static readonly string[] s_sources = ["coingecko", "coinpaprika", "csv"];

    /// <summary>Prices are so different that no rule links: only the decisions of a person move anything.</summary>
    [Test, Promise(8)]
    public async Task Clients_that_follow_and_clients_that_start_late_end_with_what_is_there([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        var sources = s_sources.Select(name => new ScriptedSource(name)).ToArray();
        await using var etl = EtlProcess.With(Database, sources);
        var clients = new List<FollowingClient> { new(etl) };
        for (var step = 0; step < 25; step++)
        {
            if (step % 5 == 0)
                await RunAsync(etl, sources, step);
            else
                await etl.SendAsync(new LinkAssets(RandomDecision(random)));
            if (random.Next(4) == 0)
                clients.Add(new FollowingClient(etl));
            foreach (var client in clients.Where(_ => random.Next(3) == 0))
                await client.ReadAsync(limit: random.Next(1, 4));
        }

        clients.Add(new FollowingClient(etl));
        var silver = await FollowingClient.SilverAsync(Database);
        foreach (var client in clients)
        {
            await client.ReadAllAsync(limit: 3);
            Assert.That(client.Copy(), Is.EqualTo(silver));
        }

        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
        Assert.That(await CountAsync("market_data_revisions"), Is.GreaterThan(5));
        Assert.That(await CountAsync("silver_commits WHERE moved_to IS NOT NULL"), Is.GreaterThan(5));
    }

    private static async Task RunAsync(EtlProcess etl, ScriptedSource[] sources, int step)
    {
        for (var at = 0; at < sources.Length; at++)
        {
            sources[at]
                .SendsNothing()
                .Sends([
                    .. Enumerable
                        .Range(0, 3)
                        .Select(coin => new Coin(
                            $"id-{coin}",
                            $"S{coin}",
                            $"Name {at} {coin}",
                            Price: $"{Math.Pow(100, at + 1) + step}",
                            // Two runs about each instant, so that revisions move as well.
                            LastUpdated: $"2026-01-{(step / 10) + 1:00}T00:00:00Z"
                        )),
                ]);
            await etl.RunAsync(sources[at].Description.Name);
        }
    }

    private static PersonalDecision RandomDecision(Random random)
    {
        var names = s_sources.OrderBy(_ => random.Next()).Take(2).ToArray();
        return new PersonalDecision(
            new ListingPair(
                new ListingId(names[0], $"id-{random.Next(3)}"),
                new ListingId(names[1], $"id-{random.Next(3)}")
            ),
            random.Next(3) == 0 ? LinkAction.Unlink : LinkAction.Link,
            "a test"
        );
    }
}
