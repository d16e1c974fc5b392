using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>Options reach what they are about: the whole way from the command line to the rows.</summary>
public sealed class CommandOptionsTests : EtlFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kasparro-options-");

    [SetUp]
    public Task WriteFile() =>
        File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "coin_Aave.csv"),
            """
            SNo,Name,Symbol,Date,Close
            1,Aave,AAVE,2020-10-05 23:59:59,53.2
            2,Bitcoin,BTC,2020-10-05 23:59:59,10787.6
            """
        );

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Ingest_alone_is_judged_and_links_nothing()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "zz.csv"),
            "Date,Symbol,Comment\n2020-01-01,B,no\n"
        );

        var exit = await RunAsync("ingest");

        Assert.That(exit.Code, Is.Zero, exit.Output + exit.Errors);
        Assert.That(
            exit.Output,
            Does.Contain("New finding 1 (warning, refused_files)").And.Not.Contain(" listings are ")
        );
    }

    [Test]
    public async Task A_run_that_failed_is_judged_too()
    {
        await RunAsync("run");
        File.Delete(Path.Combine(_folder.FullName, "coin_Aave.csv"));

        var exit = await RunAsync("run");

        Assert.That(exit.Code, Is.EqualTo(4), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("New finding 1 (").And.Contain(", run_failed)"));
        Assert.That(exit.Output, Does.Contain("All 1 sources ended, 1 of them failed"));
    }

    [Test]
    public async Task A_part_that_is_named_is_transformed_and_verified_and_nothing_else()
    {
        await RunAsync("run");
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = price_usd * 2");

        var wrong = await RunAsync("verify", "--raw-id", "1");
        await RunAsync("transform", "--raw-id", "1");
        var mended = await RunAsync("verify", "--raw-id", "1");
        var other = await RunAsync("verify", "--raw-id", "2");

        Assert.That((wrong.Code, mended.Code, other.Code), Is.EqualTo((3, 0, 3)), wrong.Output + mended.Output);
        Assert.That(wrong.Output, Does.Contain("csv:1").And.Not.Contain("csv:2"));
    }

    [TestCase("--raw-id", "9000000")]
    [TestCase("--asset", "3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1")]
    public async Task A_part_that_is_not_there_is_not_said_to_match(string option, string id)
    {
        await RunAsync("run");

        var exit = await RunAsync("verify", option, id);

        Assert.That(exit.Code, Is.EqualTo(3), exit.Output);
        Assert.That(exit.Errors, Does.StartWith("Nothing was compared:"));
    }

    [Test]
    public async Task Findings_and_changes_of_one_source_are_listed_without_those_of_another()
    {
        await Database.ExecuteAsync(
            """
            INSERT INTO findings (source, type, subject, severity, opened_severity, message, evidence, opened_at,
                                  last_seen_at)
            SELECT source, 'record_drop', 'fetched_records', 'warning', 'warning', source || ' shrank', '{}', now(),
                   now()
            FROM   unnest(ARRAY['csv', 'kraken']) source;
            INSERT INTO schema_drifts (source, path, kind, before, after, severity, policy, confidence,
                                       transform_version, first_run_id, last_run_id, runs_seen, opened_at, last_seen_at)
            SELECT source, 'close', 'renamed', 'close', 'Close', 'warning', 'warn', 1, '1', gen_random_uuid(),
                   gen_random_uuid(), 1, now(), now()
            FROM   unnest(ARRAY['csv', 'kraken']) source
            """
        );

        var findings = await RunAsync("findings", "list", "--source", "csv");
        var changes = await RunAsync("drift", "list", "--source", "csv");

        Assert.That(findings.Output, Does.Contain("csv shrank").And.Not.Contain("kraken"));
        Assert.That(changes.Output, Does.Contain("csv close: renamed").And.Not.Contain("kraken"));
    }

    [Test]
    public async Task A_report_reaches_back_as_far_as_is_asked_for()
    {
        await RunAsync("run");
        await Database.ExecuteAsync("UPDATE etl_runs SET started_at = started_at - interval '2 hours'");

        Assert.That((await RunAsync("report", "--since", "1h")).Output, Does.Contain("csv: 0 runs ok"));
        Assert.That((await RunAsync("report", "--since", "3h")).Output, Does.Contain("csv: 1 runs ok"));
    }

    [Test]
    public async Task As_many_decisions_are_listed_as_are_asked_for()
    {
        await Database.ExecuteAsync(
            """
            INSERT INTO identity_decisions (first_source, first_source_asset_id, second_source, second_source_asset_id,
                                            action, rule, evidence, score, decided_at)
            SELECT 'coingecko', 'coin-' || number, 'csv', 'other', 'unlink', 'manual', '{}', 1, now()
            FROM   generate_series(1, 3) number
            """
        );

        var listed = await RunAsync("identity", "list", "--limit", "2");

        Assert.That(listed.Output, Does.Contain("coin-3").And.Contain("coin-2").And.Not.Contain("coin-1"));
    }

    [Test]
    public async Task A_person_accepts_fewer_records_than_usual()
    {
        var coins = 100;
        await using var upstream = await StubUpstream.StartAsync(request =>
            StubResponse.Array(
                request.Query["page"] == "1"
                    ? [.. Enumerable.Range(1, coins).Select(id => new Coin($"c{id}").Json())]
                    : []
            )
        );
        var codes = new List<int> { await IngestAsync() };
        coins = 10;

        codes.AddRange(await IngestAsync(), await IngestAsync("--accept-fewer"), await IngestAsync());

        Assert.That(codes, Is.EqualTo(new[] { 0, 4, 0, 0 }));

        async Task<int> IngestAsync(params string[] options)
        {
            var exit = await EtlHostProcess.RunAsync(
                Database,
                new Dictionary<string, string>
                {
                    ["ENABLED_SOURCES"] = "coingecko",
                    ["COINGECKO_BASE_URL"] = $"{upstream.Address}",
                    ["COINGECKO_MIN_INTERVAL"] = "0s",
                },
                ["ingest", .. options]
            );
            return exit.Code;
        }
    }

    [Test]
    public async Task A_parameter_of_the_database_address_that_has_no_effect_is_warned_of()
    {
        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string> { ["DATABASE_URL"] = Database.WithParameter("supa=pooler") },
            "status",
            "--output",
            "json"
        );

        Assert.That(exit.Code, Is.Zero, exit.Errors);
        Assert.That(exit.Output, Does.Contain("DATABASE_URL has parameters without effect here: supa"));
    }

    [Test]
    public async Task A_dry_run_of_a_source_that_is_not_enabled_is_refused()
    {
        var refused = await RunAsync("drift", "dry-run", "--source", "kraken", "--move", "a=b");

        Assert.That(
            (refused.Code, refused.Errors),
            Is.EqualTo((2, "--source kraken: this source is not enabled.\n")),
            refused.Output
        );
    }

    [Test]
    public async Task What_a_source_without_its_key_once_sent_is_still_transformed()
    {
        var exit = await RunAsync("transform", "--source", "coincap");

        Assert.That(exit.Code, Is.Zero, exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("coincap succeeded"));
    }

    private Task<EtlHostExit> RunAsync(params string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "csv,coincap", ["CSV_PATH"] = _folder.FullName },
            arguments is ["run" or "ingest", ..]
                ? [.. arguments, "--source", "csv", "--output", "json"]
                : [.. arguments, "--output", "json"]
        );
}
