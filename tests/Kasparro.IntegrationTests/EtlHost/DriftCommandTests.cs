using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What a person sees and does about changed records on the command line.</summary>
public sealed class DriftCommandTests : EtlFixture
{
    [Test]
    public async Task Changes_are_listed_shown_and_accepted()
    {
        await DriftAsync();

        var listed = await RunAsync("drift", "list");
        var shown = await RunAsync("drift", "show", "1");
        var accepted = await RunAsync("drift", "accept", "1", "--by", "anna");
        var again = await RunAsync("drift", "accept", "1");
        var unknown = await RunAsync("drift", "show", "4711");
        var all = await RunAsync("drift", "list", "--all");

        Assert.Multiple(() =>
        {
            Assert.That(
                listed.Output,
                Does.Contain("1 coingecko market_cap: renamed, market_cap to cap (warning, open)")
            );
            Assert.That(shown.Output, Does.Contain("seen by 1 runs"));
            Assert.That(accepted.Output, Does.Contain("Accepted 1 coingecko").And.Contain("Cleared finding"));
            Assert.That((accepted.Code, again.Code, unknown.Code), Is.EqualTo((0, 3, 3)));
            Assert.That(again.Errors, Does.Contain("Drift 1 of coingecko was accepted by anna."));
            Assert.That(unknown.Errors, Does.Contain("There is no change 4711"));
            Assert.That(all.Output, Does.Contain("(warning, accepted)"));
        });
    }

    [TestCase("quarantine")]
    [TestCase("pause")]
    public async Task What_waited_for_a_change_is_market_data_once_a_person_accepts_it(string policy)
    {
        await DriftAsync(policy);
        var before = await CountAsync("asset_market_data");

        var accepted = await RunAsync("drift", "accept", "1", "--by", "anna");

        Assert.That(accepted.Code, Is.Zero, accepted.Output + accepted.Errors);
        Assert.That((before, await CountAsync("asset_market_data")), Is.EqualTo((20, 40)));
        Assert.That(await CountAsync("transform_failures"), Is.Zero);
    }

    [Test]
    public async Task What_a_pause_that_is_over_has_quarantined_is_market_data_once_a_person_accepts_it()
    {
        await DriftAsync("pause", isOver: true);
        var before = (await CountAsync("asset_market_data"), await CountAsync("transform_failures"));

        var accepted = await RunAsync("drift", "accept", "1", "--by", "anna");

        Assert.That(accepted.Code, Is.Zero, accepted.Output + accepted.Errors);
        Assert.That(before, Is.EqualTo((40, 20)));
        Assert.That(
            (await CountAsync("asset_market_data"), await CountAsync("transform_failures")),
            Is.EqualTo((60, 0))
        );
    }

    [TestCase("quarantine", "psql of a person", "'transform --source coingecko --failures' does it.")]
    [TestCase("quarantine", "kasparro-etl elsewhere:1", "'transform --source coingecko --failures' does it.")]
    [TestCase("warn", "kasparro-etl elsewhere:1", "'transform --source coingecko' does it.")]
    public async Task A_change_accepted_while_its_source_is_locked_says_that_nothing_was_transformed_and_what_does_it(
        string policy,
        string session,
        string nextStep
    )
    {
        await DriftAsync(policy);
        await using var other = await ForeignSession.OpenAsync(
            Database,
            session,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Transformation}, hashtext('coingecko'))"
        );

        var accepted = await RunAsync("drift", "accept", "1", "--by", "anna");

        Assert.That(accepted.Code, Is.EqualTo(3), accepted.Output + accepted.Errors);
        Assert.That(
            accepted.Output,
            Does.Contain("Accepted 1 coingecko").And.Contain(session).And.Not.Contain("0 new rows")
        );
        Assert.That(accepted.Output.Replace("\\u0027", "'"), Does.Contain(nextStep));
    }

    [Test]
    public async Task A_change_accepted_while_another_one_pauses_its_source_says_that_market_data_still_waits()
    {
        await DriftAsync("pause", renamed: ["market_cap", "total_volume"]);

        var first = await RunAsync("drift", "accept", "1", "--by", "anna");
        var second = await RunAsync("drift", "accept", "2", "--by", "anna");

        Assert.That((first.Code, second.Code), Is.EqualTo((3, 0)), first.Output + second.Output + second.Errors);
        Assert.That(first.Output, Does.Contain("Market data is paused by"));
        Assert.That(second.Output, Does.Contain("coingecko: 20 new rows of market data"));
    }

    [Test]
    public async Task A_corrected_mapping_is_tried_on_the_last_rows_before_anyone_accepts_it()
    {
        await DriftAsync();

        var tried = await RunAsync(
            "drift",
            "dry-run",
            "--source",
            "coingecko",
            "--move",
            "cap=market_cap",
            "--rows",
            "20"
        );
        var lost = await RunAsync("drift", "dry-run", "--source", "coingecko", "--move", "cap=current_price.usd");
        var wrong = await RunAsync("drift", "dry-run", "--source", "coingecko", "--move", "cap");

        Assert.Multiple(() =>
        {
            Assert.That(
                tried.Output,
                Does.Contain("20 raw rows: 20 give market data now, 20 would; 20 would give something else.")
                    .And.Contain("price 1.5, market cap none, volume 10")
                    .And.Contain("price 1.5, market cap 1, volume 10")
            );
            Assert.That(lost.Output, Does.Contain("40 raw rows: 40 give market data now, 20 would; 20 would give"));
            Assert.That((tried.Code, wrong.Code), Is.EqualTo((0, 2)));
            Assert.That(wrong.Errors, Does.Contain("--move is 'cap'; it must be two paths"));
        });
        Assert.That(await CountAsync("schema_drifts WHERE accepted_at IS NOT NULL"), Is.Zero);
    }

    [Test]
    public async Task A_change_of_a_source_that_is_not_enabled_any_more_is_accepted_all_the_same()
    {
        await DriftAsync();
        await Database.ExecuteAsync("UPDATE schema_drifts SET source = 'kraken'");

        var accepted = await RunAsync("drift", "accept", "1", "--by", "anna");

        Assert.That(accepted.Code, Is.Zero, accepted.Output + accepted.Errors);
        Assert.That(accepted.Output, Does.Contain("Accepted 1 kraken").And.Not.Contain("new rows of market data"));
        Assert.That(await CountAsync("schema_drifts WHERE accepted_by = 'anna'"), Is.EqualTo(1));
    }

    private async Task DriftAsync(string policy = "warn", bool isOver = false, params string[] renamed)
    {
        if (renamed.Length == 0)
            renamed = ["market_cap"];
        // The mapping of the program, which would else start from the beginning.
        var source = new ScriptedSource("coingecko")
            .Reads(new(["id"], renamed, []))
            .WithVersion(CoinGeckoMapping.Version);
        await using var etl = EtlProcess.With(Database, source);
        foreach (var day in isOver ? new[] { 1, 2, 3 } : [1, 2])
        {
            var records = Enumerable
                .Range(0, 20)
                .Select(id => new Coin($"c{id}", MarketCap: $"{id + 1}", LastUpdated: $"2026-01-0{day}T00:00:00Z"))
                .Select(coin => Coin.Raw(coin.Id, day == 2 ? WithoutFirstWord(coin.Json(), renamed) : coin.Json()));
            source.SendsNothing().Sends([.. records]);
            await etl.IngestAsync("coingecko");
            await Database.ExecuteAsync($"UPDATE schema_drifts SET policy = '{policy}'");
            await etl.TransformAsync("coingecko");
            await etl.SendAsync(new Kasparro.Application.Findings.RecordFindings("coingecko"));
        }
    }

    /// <summary>market_cap becomes cap.</summary>
    private static string WithoutFirstWord(string json, string[] names) =>
        names.Aggregate(
            json,
            (text, name) => text.Replace(name, name[(name.IndexOf('_') + 1)..], StringComparison.Ordinal)
        );

    private Task<EtlHostExit> RunAsync(params string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "coingecko" },
            [.. arguments, "--output", "json"]
        );
}
