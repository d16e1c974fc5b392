using System.Globalization;
using Kasparro.Application.Changes;
using Kasparro.Application.Identity;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Changes;

/// <summary>A client that follows the changes ends with exactly the Silver that is there.</summary>
public sealed class ChangeFeedTests : EtlFixture
{
    [Test]
    public async Task A_new_row_is_inserted_and_one_that_its_source_corrects_is_corrected()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin", Price: "100"));
        await using var etl = EtlProcess.With(Database, source);
        var client = new FollowingClient(etl);
        foreach (var price in (string[])["100", "101", "100"])
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            await etl.RunAsync("coingecko");
            await client.ReadAllAsync();
        }

        Assert.That(
            client.Received.Select(change => (change.Type, change.Row?.PriceUsd.Digits)),
            Is.EqualTo(
                new[] { (ChangeType.Inserted, "100"), (ChangeType.Corrected, "101"), (ChangeType.Corrected, "100") }
            )
        );
    }

    [Test]
    public async Task A_row_that_got_back_an_earlier_price_comes_once_to_a_client_that_begins()
    {
        var source = new ScriptedSource("coingecko");
        await using var etl = EtlProcess.With(Database, source);
        foreach (var price in (string[])["100", "101", "100"])
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            await etl.RunAsync("coingecko");
        }

        var client = new FollowingClient(etl);
        await client.ReadAllAsync();

        Assert.That(
            client.Received.Select(change => (change.Type, change.Row?.PriceUsd.Digits)),
            Is.EqualTo(new[] { (ChangeType.Corrected, "100") })
        );
    }

    [TestCase("scam", "bitcoin")]
    [TestCase("scam", Description = "and nothing else changes")]
    public async Task A_row_that_another_mapping_no_longer_gives_is_withdrawn(params string[] coins)
    {
        var source = new ScriptedSource("coingecko").Sends([.. coins.Select(id => new Coin(id, id, id))]);
        await using var etl = EtlProcess.With(Database, source);
        var client = new FollowingClient(etl);
        await etl.RunAsync("coingecko");
        await client.ReadAllAsync();
        await using var next = EtlProcess.With(Database, Rejecting(source, "scripted/2", "scam"));

        await next.TransformAsync("coingecko");
        await client.ReadAllAsync();

        Assert.That(client.Received[^1].Type, Is.EqualTo(ChangeType.Withdrawn));
        Assert.That(client.Copy(), Is.EqualTo(await FollowingClient.SilverAsync(Database)));
    }

    [Test]
    public async Task A_transformation_that_changes_nothing_is_no_change()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, source);
        var client = new FollowingClient(etl);
        await etl.RunAsync("coingecko");
        await client.ReadAllAsync();

        await etl.RunAsync("coingecko");
        await client.ReadAllAsync();

        Assert.That(client.Received, Has.Count.EqualTo(1));
        Assert.That(await CountAsync("silver_commits"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_client_that_starts_now_gets_what_changes_from_now_on()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, source);
        await etl.RunAsync("coingecko");

        var start = await etl.SendAsync(new ListChanges(After: null, Limit: 10, TimeSpan.Zero));
        source.Sends(new Coin("ethereum", "eth", "Ethereum"));
        await etl.RunAsync("coingecko");
        var then = await etl.SendAsync(new ListChanges(start.Next, Limit: 10, TimeSpan.Zero));

        Assert.That(start.Changes, Is.Empty);
        Assert.That(then.Changes.Select(change => change.Row!.Symbol), Is.EqualTo(new[] { "ETH" }));
    }

    /// <summary>So a client that asks for what was updated since gets them.</summary>
    [Test]
    public async Task Rows_that_move_are_updated_when_they_move()
    {
        var time = new FakeTimeProvider(Clocks.Start);
        await using var etl = EtlProcess.With(
            Database,
            time,
            new ScriptedSource("coingecko").Sends(new Coin("a", "A", "Alpha", "1")),
            new ScriptedSource("coinpaprika").Sends(new Coin("b", "B", "Beta", "9"))
        );
        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");
        time.Advance(TimeSpan.FromHours(1));

        var pair = new ListingPair(new ListingId("coingecko", "a"), new ListingId("coinpaprika", "b"));
        await etl.SendAsync(new LinkAssets(new PersonalDecision(pair, LinkAction.Link, "a test")));

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT string_agg(source || to_char(created_at AT TIME ZONE 'UTC', ' HH24:MI') "
                    + "|| to_char(updated_at AT TIME ZONE 'UTC', ' HH24:MI'), ', ' ORDER BY source) "
                    + "FROM asset_market_data"
            ),
            Is.EqualTo("coingecko 12:00 12:00, coinpaprika 12:00 13:00")
        );
    }

    /// <summary>All rows of the listing come again under their new asset, and none of another one.</summary>
    [Test]
    public async Task A_move_brings_the_rows_that_moved_and_the_next_commit_its_own()
    {
        var (one, other) = (new ScriptedSource("coingecko"), new ScriptedSource("coinpaprika"));
        await using var etl = EtlProcess.With(Database, one, other);
        var client = new FollowingClient(etl);
        foreach (var day in (int[])[1, 2, 3])
        {
            await RunAsync(day);
            await client.ReadAllAsync(limit: 2);
        }

        var before = client.Received.Count;
        var pair = new ListingPair(new ListingId("coingecko", "a"), new ListingId("coinpaprika", "b"));
        await etl.SendAsync(new LinkAssets(new PersonalDecision(pair, LinkAction.Link, "a test")));
        await client.ReadAllAsync(limit: 2);
        await RunAsync(4);
        await client.ReadAllAsync(limit: 2);

        Assert.That(before, Is.EqualTo(26));
        Assert.That(
            client.Received[before..].Select(change => $"{change.Type} {change.Source} {change.LastUpdated:dd}"),
            Is.EqualTo(
                new[]
                {
                    "Moved coinpaprika ",
                    "Inserted coinpaprika 01",
                    "Inserted coinpaprika 02",
                    "Inserted coinpaprika 03",
                    "Inserted coinpaprika 04",
                    "Inserted coingecko 04",
                }
            )
        );
        Assert.That(client.Copy(), Is.EqualTo(await FollowingClient.SilverAsync(Database)));

        async Task RunAsync(int day)
        {
            // On the first day it sends more: its numbers are higher than those of the other.
            one.SendsNothing()
                .Sends([
                    new Coin("a", "A", "Alpha", "1", LastUpdated: $"2026-01-0{day}T00:00:00Z"),
                    .. Enumerable.Range(0, day == 1 ? 20 : 0).Select(id => new Coin($"{id}", $"{id}", $"{id}")),
                ]);
            other.SendsNothing().Sends(new Coin("b", "B", "Beta", "9", LastUpdated: $"2026-01-0{day}T00:00:00Z"));
            await etl.RunAsync("coinpaprika");
            await etl.RunAsync("coingecko");
        }
    }

    [Test]
    public async Task Whatever_happens_a_client_ends_with_silver([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        var source = new ScriptedSource("coingecko");
        var version = 1;
        await using var reader = EtlProcess.With(Database, source);
        var client = new FollowingClient(reader);
        for (var step = 0; step < 14; step++)
        {
            source.SendsNothing().Sends([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => AnyCoin(random))]);
            version += random.Next(5) == 0 ? 1 : 0;
            var mapped =
                version % 2 == 0 ? Rejecting(source, $"scripted/{version}", "coin-1") : Accepting(source, version);
            await using var etl = EtlProcess.With(Database, mapped);
            if (random.Next(4) > 0)
                await etl.IngestAsync("coingecko");
            // Where tables are distributed, nothing notes that rows were deleted.
            if (random.Next(6) == 0 && !Database.IsDistributed)
                await Database.ExecuteAsync("DELETE FROM asset_market_data WHERE random() < 0.5");
            await etl.TransformAsync("coingecko", full: random.Next(6) == 0);
            if (random.Next(4) == 0)
                await etl.TransformAsync("coingecko", part: new BronzePart.OfRow(random.Next(1, 20)));
            if (random.Next(2) == 0)
                await client.ReadAsync(random.Next(1, 5));
        }

        await client.ReadAllAsync(limit: random.Next(1, 4));

        Assert.That(client.Copy(), Is.EqualTo(await FollowingClient.SilverAsync(Database)));
    }

    [Test]
    public async Task Sources_that_commit_at_once_leave_no_gap()
    {
        string[] names = ["coingecko", "coinpaprika", "csv"];
        await using var reader = EtlProcess.With(Database);
        var client = new FollowingClient(reader);
        var working = Task.WhenAll(
            names.Select(
                (name, number) =>
                    Task.Run(async () =>
                    {
                        var random = new Random(number);
                        var source = new ScriptedSource(name);
                        await using var etl = EtlProcess.With(Database, source);
                        for (var run = 0; run < 15; run++)
                        {
                            source.SendsNothing().Sends([.. Enumerable.Range(0, 5).Select(_ => AnyCoin(random))]);
                            await etl.IngestAsync(name);
                            await etl.TransformAsync(name, full: run % 7 == 6);
                        }
                    })
            )
        );

        while (!working.IsCompleted)
            await client.ReadAsync(limit: 3);
        await working;
        await client.ReadAllAsync(limit: 3);

        Assert.That(await CountAsync("asset_market_data"), Is.GreaterThan(30));
        Assert.That(client.Copy(), Is.EqualTo(await FollowingClient.SilverAsync(Database)));
    }

    private static Coin AnyCoin(Random random)
    {
        var number = random.Next(6);
        return new Coin(
            $"coin-{number}",
            $"c{number}",
            $"Coin {number}",
            Price: random.Next(1, 4).ToString(CultureInfo.InvariantCulture),
            LastUpdated: $"2026-01-0{random.Next(1, 4)}T00:00:00Z"
        );
    }

    private static ScriptedSource Accepting(ScriptedSource source, int version)
    {
        source.Mapping = payload => CoinGeckoMapping.Map(new StoredRecord(payload));
        return source.WithVersion($"scripted/{version}");
    }

    private static ScriptedSource Rejecting(ScriptedSource source, string version, string id)
    {
        source.Mapping = payload =>
            System.Text.Encoding.UTF8.GetString(payload.Span).Contains($"\"{id}\"", StringComparison.Ordinal)
                ? CoinGeckoMapping.Map(new StoredRecord("{}"u8.ToArray()))
                : CoinGeckoMapping.Map(new StoredRecord(payload));
        return source.WithVersion(version);
    }
}
