using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

/// <summary>What link steps leave in the database: one coin with the same id at three sources.</summary>
public sealed class DecisionRecordsTests : EtlFixture
{
    private static readonly string[] s_sources = ["coingecko", "coinpaprika", "csv"];

    private readonly ScriptedSource[] _sources = [.. s_sources.Select(name => new ScriptedSource(name))];

    [Test]
    public async Task A_decision_supersedes_the_latest_one_about_its_own_pair()
    {
        await using var etl = EtlProcess.With(Database, _sources);
        await RunAsync(etl, day: 1);
        foreach (var action in (LinkAction[])[LinkAction.Unlink, LinkAction.Link, LinkAction.Unlink])
        foreach (var (first, second) in new[] { (0, 1), (0, 2), (1, 2) })
            await DecideAsync(etl, first, second, action);

        var latest = new Dictionary<string, string?>();
        foreach (
            var decision in await Database.RowsAsync(
                "SELECT concat_ws(' ', first_source, first_source_asset_id, second_source, second_source_asset_id), "
                    + "decision_id::text, supersedes::text FROM identity_decisions d ORDER BY d.decision_id"
            )
        )
        {
            Assert.That(decision[2], Is.EqualTo(latest.GetValueOrDefault(decision[0]!)), $"{decision[1]}");
            latest[decision[0]!] = decision[1];
        }

        Assert.That(latest, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_list_of_decisions_that_is_too_short_for_all_has_the_newest()
    {
        await using var etl = EtlProcess.With(Database, _sources);
        await RunAsync(etl, day: 1);

        var newest = await etl.SendAsync(new ListDecisions(Listing: null, Limit: 1));

        Assert.That(
            newest.Select(decision => decision.DecisionId),
            Is.EqualTo([await Database.ScalarAsync<long>("SELECT max(decision_id) FROM identity_decisions")])
        );
        Assert.That(await CountAsync("identity_decisions"), Is.GreaterThan(1));
    }

    [Test]
    public async Task Decisions_of_one_step_are_stored_in_their_order()
    {
        await using var etl = EtlProcess.With(Database, _sources);
        foreach (var source in _sources)
        {
            source.Sends(Coin("a", 1), Coin("b", 1), Coin("c", 1));
            await etl.RunAsync(source.Description.Name, link: false);
        }

        var decided = (await etl.LinkAsync()).Decisions;

        Assert.That(
            (
                await Database.RowsAsync(
                    "SELECT first_source || ':' || first_source_asset_id, second_source || ':' "
                        + "|| second_source_asset_id FROM identity_decisions ORDER BY decision_id"
                )
            ).Select(row => $"{row[0]} {row[1]}"),
            Is.EqualTo(decided.Select(one => $"{one.Pair.First} {one.Pair.Second}"))
        );
        Assert.That(decided, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task A_listing_says_which_rule_links_it_now()
    {
        await using var etl = EtlProcess.With(Database, _sources);
        await RunAsync(etl, day: 1);
        var by = new List<string?> { await LinkedByAsync() };
        foreach (var action in (LinkAction[])[LinkAction.Unlink, LinkAction.Link])
        {
            await DecideAsync(etl, 0, 1, action);
            await DecideAsync(etl, 1, 2, action);
            by.Add(await LinkedByAsync());
        }

        Assert.That(by, Is.EqualTo(["anchor t1 t1", "anchor anchor t1", "anchor person person"]));
    }

    [Test]
    public async Task Each_change_of_an_asset_raises_the_version()
    {
        await using var etl = EtlProcess.With(Database, _sources);
        await RunAsync(etl, day: 1);
        var versions = new List<long> { await VersionAsync() };
        foreach (var action in (LinkAction[])[LinkAction.Unlink, LinkAction.Link, LinkAction.Unlink])
        {
            await DecideAsync(etl, 0, 1, action);
            versions.Add(await VersionAsync());
        }

        Assert.That(versions, Is.Unique.And.Ordered);
    }

    [Test]
    public async Task A_move_is_one_commit_and_the_next_one_of_its_source_starts_where_the_last_one_ended()
    {
        await using var etl = EtlProcess.With(Database, _sources);
        var moved = await RunAsync(etl, day: 1);
        // csv says more than the others, so that places in one source are not those in another.
        moved += await RunAsync(etl, day: 2, "csv");
        foreach (var action in (LinkAction[])[LinkAction.Unlink, LinkAction.Link])
            moved += (await DecideAsync(etl, 0, 2, action)).Moved;
        moved += await RunAsync(etl, day: 3);

        var ends = new Dictionary<string, long>();
        foreach (
            var commit in await Database.RowsAsync(
                "SELECT source, from_statement::text, to_statement::text FROM silver_commits ORDER BY commit_id"
            )
        )
        {
            Assert.That(long.Parse(commit[1]!), Is.EqualTo(ends.GetValueOrDefault(commit[0]!)), commit[0]);
            Assert.That(long.Parse(commit[2]!), Is.GreaterThanOrEqualTo(long.Parse(commit[1]!)), commit[0]);
            ends[commit[0]!] = long.Parse(commit[2]!);
        }

        Assert.That(
            await CountAsync("silver_commits WHERE moved_to IS NOT NULL"),
            Is.EqualTo(moved).And.GreaterThan(1)
        );
    }

    /// <returns>How many listings moved.</returns>
    private async Task<int> RunAsync(EtlProcess etl, int day, params string[] names)
    {
        foreach (var source in _sources.Where(source => names is [] || names.Contains(source.Description.Name)))
        {
            source.SendsNothing().Sends(Coin("a", day));
            await etl.RunAsync(source.Description.Name, link: false);
        }

        return (await etl.LinkAsync()).Moved;
    }

    private static Coin Coin(string id, int day) =>
        new(id, $"s{id}", $"Coin {id}", Price: "10", LastUpdated: $"2026-01-0{day}T00:00:00Z");

    private static Task<LinkResult> DecideAsync(EtlProcess etl, int first, int second, LinkAction action) =>
        etl.SendAsync(
            new LinkAssets(
                new PersonalDecision(
                    new ListingPair(new ListingId(s_sources[first], "a"), new ListingId(s_sources[second], "a")),
                    action,
                    "a test"
                )
            )
        );

    private Task<string?> LinkedByAsync() =>
        Database.ScalarAsync<string>("SELECT string_agg(linked_by, ' ' ORDER BY source) FROM asset_sources");

    private Task<long> VersionAsync() => Database.ScalarAsync<long>("SELECT version FROM silver_version");
}
