using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

public sealed class LinkTests : EtlFixture
{
    private readonly ScriptedSource _coinGecko = new("coingecko");
    private readonly ScriptedSource _coinPaprika = new("coinpaprika");

    [Test, Promise(11)]
    public async Task Linked_listings_whose_fresh_prices_part_in_three_runs_are_two_assets_with_their_own_history()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        var together = await AssetsAsync();

        var after = new List<int>();
        foreach (var day in (string[])["2026-01-02", "2026-01-03", "2026-01-04"])
        {
            await RunAsync(etl, day, "10", "0.02");
            after.Add((await AssetsAsync()).Count);
        }

        Assert.That((together.Count, string.Join(' ', after)), Is.EqualTo((1, "1 1 2")));
        Assert.That(
            await Database.RowsAsync(
                "SELECT source, a.name, min(price_usd)::text, max(price_usd)::text, count(*)::text "
                    + "FROM asset_market_data JOIN assets a USING (asset_id) GROUP BY 1, 2 ORDER BY 1"
            ),
            Is.EqualTo(
                (string[][])
                    [
                        ["coingecko", "Jupiter", "10", "10", "4"],
                        ["coinpaprika", "Jupiter [coinpaprika:jup-jupiter]", "0.02", "10.1", "4"],
                    ]
            )
        );
        Assert.That(etl.Log.Lines, Has.Some.Contains("are two coins, and are no longer linked"));
        Assert.That(etl.Log.Lines, Has.None.Contains("may be two coins"), "it is said once");
        Assert.That(etl.Log.Lines, Has.One.Contains("2 listings are 1 assets: 1 new links, 0 links undone"));
        Assert.That(etl.Log.Lines, Has.One.Contains("2 listings are 2 assets: 0 new links, 1 links undone"));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws(' ', source, severity, subject) FROM findings WHERE type = 'suspect_identity'"
            ),
            Does.StartWith("coingecko warning coingecko:").And.EndWith(" = coinpaprika:jup-jupiter")
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    [Test]
    public async Task A_link_is_not_undone_where_its_finding_cannot_be_stored()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        await RunAsync(etl, "2026-01-02", "10", "0.02");
        await RunAsync(etl, "2026-01-03", "10", "0.02");
        await Database.ExecuteAsync(
            "ALTER TABLE findings ADD CONSTRAINT no_suspects CHECK (type <> 'suspect_identity')"
        );

        Assert.That(async () => await RunAsync(etl, "2026-01-04", "10", "0.02"), Throws.Exception);
        var refused = await AssetsAsync();
        await Database.ExecuteAsync("ALTER TABLE findings DROP CONSTRAINT no_suspects");
        await etl.LinkAsync();

        Assert.That((refused.Count, (await AssetsAsync()).Count), Is.EqualTo((1, 2)));
        Assert.That(
            await Database.ScalarAsync<long>("SELECT count(*) FROM findings WHERE type = 'suspect_identity'"),
            Is.EqualTo(1)
        );
    }

    /// <summary>Whatever a person decides holds against every rule, and a rebuild gives what was.</summary>
    [Test, Promise(8)]
    public async Task A_person_unlinks_and_links_again_and_everything_is_as_it_was()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        await RunAsync(etl, "2026-01-02", "11", "11.1");
        var linked = await DataAsync();

        await DecideAsync(etl, LinkAction.Unlink);
        await etl.LinkAsync();
        var apart = await AssetsAsync();
        await DecideAsync(etl, LinkAction.Link);
        var again = await DataAsync();
        await SilverTables.DropAsync(Database);
        await etl.TransformAsync("coinpaprika");
        await etl.TransformAsync("coingecko");

        Assert.That((apart.Count, again), Is.EqualTo((2, linked)));
        Assert.That(await DataAsync(), Is.EqualTo(linked), "rebuilt");
        Assert.That(
            await Database.RowsAsync(
                "SELECT rule, action, supersedes::text FROM identity_decisions ORDER BY decision_id"
            ),
            Is.EqualTo(
                (string?[][])
                    [
                        ["t1", "link", null],
                        ["person", "unlink", "1"],
                        ["person", "link", "2"],
                    ]
            )
        );
    }

    [Test]
    public async Task A_decision_about_a_listing_that_no_source_has_is_refused()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        var pair = new ListingPair(new ListingId("coingecko", "jupiter"), new ListingId("coinpaprika", "other"));

        Assert.That(
            () => etl.SendAsync(new LinkAssets(new PersonalDecision(pair, LinkAction.Link, "a test"))),
            Throws.InstanceOf<UnknownListingException>().With.Message.Contains("coinpaprika:other")
        );
        Assert.That(await CountAsync("identity_decisions"), Is.EqualTo(1));
    }

    [Test, Promise(2)]
    public async Task The_database_refuses_to_change_what_was_decided(
        [Values(
            "UPDATE identity_decisions SET rule = 'x'",
            "DELETE FROM identity_decisions",
            "TRUNCATE identity_decisions"
        )]
            string tampering
    )
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");

        Assert.That(
            () => Database.ExecuteAsync(tampering),
            Throws.InstanceOf<Npgsql.PostgresException>().With.Message.Contains("Decisions are only added")
        );
    }

    [Test, Promise(8)]
    public async Task Nothing_is_decided_from_a_part_of_the_listings()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        var linked = await DataAsync();
        await SilverTables.DropAsync(Database);

        await etl.TransformAsync("coinpaprika", link: false);
        var partly = await etl.LinkAsync();
        await etl.TransformAsync("coingecko", link: false);
        var whole = await etl.LinkAsync();

        Assert.That(
            (partly.WaitsFor, partly.Decisions.Count, whole.WaitsFor),
            Is.EqualTo(("coingecko", 0, (string?)null))
        );
        Assert.That(await DataAsync(), Is.EqualTo(linked));
    }

    [Test]
    public async Task Where_nothing_changed_nothing_is_written()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        var version = await Database.ScalarAsync<long>("SELECT version FROM silver_version");

        var again = await etl.LinkAsync();

        Assert.That((again.Decisions.Count, again.Moved, again.Renamed), Is.EqualTo((0, 0, 0)));
        Assert.That(await Database.ScalarAsync<long>("SELECT version FROM silver_version"), Is.EqualTo(version));
    }

    [Test, Promise(12)]
    public async Task A_source_that_is_being_transformed_is_left_alone_and_says_by_whom()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        await using var transforming = await LockAsync("kasparro-transform other");

        var result = await etl.LinkAsync();

        Assert.That(result.LockedBy, Does.Contain("coingecko").And.Contain("kasparro-transform other"));
    }

    [Test, Promise(12)]
    public async Task A_transformation_waits_for_a_link_that_is_running()
    {
        await using var etl = EtlProcess.With(Database, _coinGecko, _coinPaprika);
        await RunAsync(etl, "2026-01-01", "10", "10.1");
        await using var linking = await LockAsync("kasparro-link other");

        var transforming = etl.TransformAsync("coingecko", link: false);
        await Eventually.UntilAsync(async () =>
            await CountAsync("pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0
        );
        await linking.DisposeAsync();

        Assert.That((await transforming).LockedBy, Is.Null);
    }

    /// <summary>As a session of that name would have the transformation of CoinGecko.</summary>
    private Task<ForeignSession> LockAsync(string name) =>
        ForeignSession.OpenAsync(Database, name, "SELECT pg_advisory_lock(x'4B410003'::int, hashtext('coingecko'))");

    private async Task RunAsync(EtlProcess etl, string day, string coinGecko, string coinPaprika)
    {
        var at = $"{day}T00:00:00Z";
        _coinGecko.SendsNothing().Sends(new Coin("jupiter", "jup", "Jupiter", coinGecko, LastUpdated: at));
        _coinPaprika
            .SendsNothing()
            .Sends(new Coin("jup-jupiter", "JUP", "Jupiter", coinPaprika, MarketCap: "99", LastUpdated: at));
        foreach (var source in (string[])["coingecko", "coinpaprika"])
            await etl.RunAsync(source, link: false);

        await etl.LinkAsync();
    }

    private static Task<LinkResult> DecideAsync(EtlProcess etl, LinkAction action) =>
        etl.SendAsync(
            new LinkAssets(
                new PersonalDecision(
                    new ListingPair(new ListingId("coingecko", "jupiter"), new ListingId("coinpaprika", "jup-jupiter")),
                    action,
                    "a test"
                )
            )
        );

    private Task<IReadOnlyList<string?[]>> AssetsAsync() =>
        Database.RowsAsync("SELECT symbol, name FROM assets ORDER BY name");

    /// <summary>Silver without the rule that linked, which a person has changed.</summary>
    private async Task<string> DataAsync() =>
        string.Join(
            '\n',
            (
                await Database.RowsAsync(
                    "SELECT asset_id::text, symbol, name, source, last_updated::text, price_usd::text "
                        + "FROM asset_market_data JOIN assets USING (asset_id) ORDER BY source, last_updated"
                )
            ).Select(row => string.Join('|', row))
        );
}
