using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>
/// Every column of what was said about one instant, after each run: a correction, a value that returns, one that
/// returns after another, and two in one run. Another source said something about the same coin and instant, under the
/// same numbers.
/// </summary>
public sealed class EveryColumnTests : EtlFixture
{
    private static readonly string[] s_current =
    [
        "11 110 1100 | 1 - | 12:00 12:00 12:00",
        "12 120 1200 | 2 - | 13:00 12:00 13:00",
        "11 110 1100 | 1 3 | 14:00 12:00 14:00",
        "13 130 1300 | 4 - | 15:00 12:00 15:00",
        "13 130 1300 | 4 - | 15:00 12:00 15:00",
        "12 120 1200 | 2 9 | 17:00 12:00 17:00",
        "15 150 1500 | 11 - | 18:00 12:00 18:00",
    ];

    private static readonly string[] s_revisions =
    [
        "1: 11 110 1100 | 1 12:00 | 2 13:00",
        "2: 12 120 1200 | 2 13:00 | 3 14:00",
        "3: 11 110 1100 | 1 14:00 | 4 15:00",
        "4: 13 130 1300 | 4 15:00 | 9 17:00",
        "9: 12 120 1200 | 2 17:00 | 10 18:00",
        "10: 14 140 1400 | 10 18:00 | 11 18:00",
    ];

    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new("coingecko");
    private readonly ScriptedSource _other = new("csv");

    [Test, Promise(17)]
    public async Task What_was_said_about_an_instant_is_kept_in_every_column_in_its_order()
    {
        await using var etl = EtlProcess.With(Database, _time, _source, _other);
        _other.Sends([.. "98989".Select(Said)]);
        await etl.RunAsync("csv");
        var other = (await CurrentAsync("csv"), await RevisionsAsync("csv"));

        var current = new List<string>();
        foreach (var prices in (string[])["1", "2", "1", "3", "213", "32", "45"])
        {
            _source.SendsNothing().Sends([.. prices.Select(Said)]);
            await etl.RunAsync("coingecko");
            current.Add(await CurrentAsync("coingecko"));
            _time.Advance(TimeSpan.FromHours(1));
        }

        var revisions = await RevisionsAsync("coingecko");
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(await CountAsync("assets"), Is.EqualTo(1));
        Assert.That(current, Is.EqualTo(s_current));
        Assert.That(revisions, Is.EqualTo(s_revisions));
        Assert.That(await CurrentAsync("coingecko"), Is.EqualTo(s_current[^1]));
        Assert.That(await RevisionsAsync("coingecko"), Is.EqualTo(s_revisions));
        Assert.That((await CurrentAsync("csv"), await RevisionsAsync("csv")), Is.EqualTo(other));
    }

    [Test, Promise(11)]
    public async Task Rows_that_move_to_another_asset_keep_every_column()
    {
        await using var etl = EtlProcess.With(Database, _time, _source, _other);
        foreach (var source in (ScriptedSource[])[_source, _other])
        {
            source.Sends([.. "12143".Select(Said)]);
            await etl.RunAsync(source.Description.Name);
            _time.Advance(TimeSpan.FromHours(1));
        }

        var before = (await SourcesAsync(), await CountAsync("assets"));
        var pair = new ListingPair(new ListingId("coingecko", "bitcoin"), new ListingId("csv", "bitcoin"));
        await etl.SendAsync(new LinkAssets(new PersonalDecision(pair, LinkAction.Unlink, "a test")));
        var apart = (await SourcesAsync(), await CountAsync("assets"));
        await etl.SendAsync(new LinkAssets(new PersonalDecision(pair, LinkAction.Link, "a test")));

        Assert.That((before.Item2, apart.Item2), Is.EqualTo((1, 2)));
        Assert.That(apart.Item1, Is.EqualTo(before.Item1));
        Assert.That((await SourcesAsync(), await CountAsync("assets")), Is.EqualTo(before));

        async Task<string> SourcesAsync()
        {
            var rows = new List<string?>();
            foreach (var source in (string[])["coingecko", "csv"])
                rows.AddRange([(await CurrentAsync(source))[..^" 12:00".Length], .. await RevisionsAsync(source)]);
            return string.Join('\n', rows);
        }
    }

    [Test, Promise(8)]
    [TestCase("price_usd = 1")]
    [TestCase("market_cap_usd = NULL")]
    [TestCase("volume_24h_usd = 1")]
    [TestCase("sighting_id = NULL")]
    [TestCase("stated_at = NULL")]
    public async Task A_rebuild_restores_what_is_not_as_bronze_gives_it(string damage)
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        foreach (var price in "121")
        {
            _source.SendsNothing().Sends(Said(price));
            await etl.RunAsync("coingecko");
        }

        var current = await CurrentAsync("coingecko");
        await Database.ExecuteAsync($"UPDATE asset_market_data SET {damage}");
        Assert.That(await CurrentAsync("coingecko"), Is.Not.EqualTo(current));
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(await CurrentAsync("coingecko"), Is.EqualTo(current));
    }

    private static Coin Said(char digit) =>
        new("bitcoin", Price: $"1{digit}", MarketCap: $"1{digit}0", Volume: $"1{digit}00");

    private async Task<string> CurrentAsync(string source) =>
        await Database.ScalarAsync<string?>(
            $"""
            SELECT concat_ws(' ', price_usd, market_cap_usd, volume_24h_usd, '|', raw_id,
                             coalesce(sighting_id::text, '-'), '|', to_char(stated_at, 'HH24:MI'),
                             to_char(created_at, 'HH24:MI'),
                             to_char(updated_at, 'HH24:MI'))
            FROM   asset_market_data
            WHERE  source = '{source}'
            """
        ) ?? "";

    private Task<IReadOnlyList<string?>> RevisionsAsync(string source) =>
        TextsAsync(
            $"""
            SELECT statement_id || ': ' || concat_ws(' ', price_usd, market_cap_usd, volume_24h_usd, '|', raw_id,
                   to_char(stated_at, 'HH24:MI'), '|', replaced_by, to_char(replaced_at, 'HH24:MI'))
            FROM   market_data_revisions
            WHERE  source = '{source}'
            ORDER  BY statement_id
            """
        );
}
