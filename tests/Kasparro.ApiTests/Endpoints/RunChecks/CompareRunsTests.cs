using System.Net;
using System.Text.Json;
using Kasparro.WebApi.Http;

namespace Kasparro.ApiTests.Endpoints.RunChecks;

internal sealed class CompareRunsTests : ApiFixture
{
    [Test]
    public async Task The_latest_run_of_every_source_is_compared_with_the_runs_before_it()
    {
        var earlier = await RunsAsync(10);
        var failed = await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-42), seconds: 5);
        var latest = await Given.RunAsync(records: 12);

        var response = await GetAsync("/compare-runs");

        var source = response.GetProperty("sources")[0];
        var drop = Check(source, "record_drop");
        Assert.Multiple(() =>
        {
            Assert.That(
                response.EnumerateObject().Select(member => member.Name),
                Is.EqualTo(["as_of", "settings", "sources", "anomalies", "request_id", "api_latency_ms"])
            );
            Assert.That(response.GetProperty("as_of").GetString(), Is.EqualTo(Utc.Format(Api.Time.GetUtcNow())));
            Assert.That(
                response.GetProperty("settings").GetRawText(),
                Is.EqualTo("""{"window":30,"min_runs":7,"max_age_days":30}""")
            );
            Assert.That(source.GetProperty("run").GetProperty("run_id").GetGuid(), Is.EqualTo(latest));
            Assert.That(source.GetProperty("baseline").GetProperty("kind").GetString(), Is.EqualTo("recent"));
            Assert.That(source.GetProperty("baseline").GetProperty("n").GetInt32(), Is.EqualTo(10));
            Assert.That(
                source.GetProperty("baseline").GetProperty("run_ids").EnumerateArray().Select(id => id.GetGuid()),
                Is.EqualTo(earlier)
            );
            Assert.That(
                ((string[])["from", "to"]).Select(bound =>
                    source.GetProperty("baseline").GetProperty(bound).GetString()
                ),
                Is.EqualTo([Utc.Format(ApiHost.Now.AddHours(-40)), Utc.Format(ApiHost.Now.AddHours(-4))])
            );
            Assert.That(
                source.GetProperty("baseline").GetProperty("excluded").GetRawText(),
                Is.EqualTo($$"""[{"run_id":"{{failed}}","reason":"it failed"}]""")
            );
            Assert.That(source.GetProperty("worst").GetString(), Is.EqualTo("critical"));
            Assert.That(
                drop.GetProperty("expected").GetRawText(),
                Is.EqualTo("""{"median":250,"low":175,"high":500}""")
            );
            Assert.That(drop.GetProperty("change_pct").GetDouble(), Is.EqualTo(-95.2));
            Assert.That(
                response.GetProperty("anomalies").EnumerateArray().Single().GetRawText(),
                Is.EqualTo(
                    $$"""
                    {"source":"coingecko","run_id":"{{latest}}","type":"record_drop","severity":"critical",
                    "baseline":250,"current":12,"message":"coingecko: 12 records fetched, 250 expected"}
                    """.ReplaceLineEndings("")
                )
            );
        });
    }

    [Test]
    public async Task A_source_that_never_ran_or_never_succeeded_responses_200_and_every_silence_has_a_reason()
    {
        await Given.RunAsync(status: "failed");

        var sources = (await GetAsync("/compare-runs")).GetProperty("sources");

        Assert.That(
            sources.EnumerateArray().Select(source => source.GetProperty("source").GetString()),
            Is.EqualTo(["coingecko", "csv"])
        );
        Assert.That(
            sources.EnumerateArray().Select(source => source.GetProperty("worst").GetString()),
            Is.EqualTo(["warning", "ok"])
        );
        Assert.That(sources[1].GetProperty("run").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            sources
                .EnumerateArray()
                .SelectMany(source => source.GetProperty("checks").EnumerateArray())
                .Select(check => check.GetProperty("reason").GetString()),
            Has.All.Not.Empty
        );
        Assert.That(
            Check(sources[0], "freshness").GetProperty("reason").GetString(),
            Is.EqualTo("no run has succeeded yet")
        );
    }

    [TestCase("cron")]
    [TestCase("backfill")]
    public async Task A_run_that_is_still_recorded_as_running_without_its_lock_is_critical(string trigger)
    {
        await RunsAsync(2);
        await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddMinutes(-1), trigger: trigger);

        var stuck = Check((await GetAsync("/compare-runs?source=coingecko")).GetProperty("sources")[0], "run_stuck");

        Assert.That(stuck.GetProperty("severity").GetString(), Is.EqualTo("critical"));
    }

    [Test]
    public async Task As_of_an_earlier_instant_later_runs_are_not_there()
    {
        var earlier = await RunsAsync(8);
        for (var later = 5; later > 0; later--)
            await Given.RunAsync(startedAt: ApiHost.Now.AddMinutes(-later), records: 0);

        var response = await GetAsync("/compare-runs?source=CoinGecko&as_of=2025-02-09T14:30:00Z");

        Assert.That(
            response.GetProperty("sources")[0].GetProperty("run").GetProperty("run_id").GetGuid(),
            Is.EqualTo(earlier[^1])
        );
        Assert.That(response.GetProperty("anomalies").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_comparison_serves_until_a_run_or_market_data_is_committed_or_half_a_minute_is_over()
    {
        await RunsAsync(8);
        await Given.TransformationAsync();
        Assert.That(await WorstAsync(), Is.EqualTo("ok"));

        await Database.ExecuteAsync(
            """UPDATE etl_runs SET metadata = '{"fetched": 1}' WHERE started_at >= '2025-02-09T14:00Z'"""
        );
        Assert.That(await WorstAsync(), Is.EqualTo("ok"), "no commit of ours: nothing was compared again");
        Assert.That(await WorstAsync("window=31"), Is.EqualTo("critical"), "another comparison");

        await Database.ExecuteAsync("UPDATE transformations SET transformed_total = transformed_total + 1");
        Assert.That(await WorstAsync(), Is.EqualTo("critical"));

        await Database.ExecuteAsync("""UPDATE etl_runs SET metadata = '{"fetched": 250}'""");
        Api.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.That(await WorstAsync(), Is.EqualTo("ok"));

        await Given.RunAsync(records: 12);
        Assert.That(await WorstAsync(), Is.EqualTo("critical"));
    }

    [Test]
    public async Task Two_runs_of_one_source_are_compared_with_each_other()
    {
        var before = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-5), records: 1_000, trigger: "manual");
        var after = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-1), records: 100);

        var source = (await GetAsync($"/compare-runs?run_id={after}&against={before}"))
            .GetProperty("sources")
            .EnumerateArray()
            .Single();

        Assert.That(source.GetProperty("baseline").GetProperty("kind").GetString(), Is.EqualTo("pair"));
        Assert.That(Check(source, "record_drop").GetProperty("severity").GetString(), Is.EqualTo("critical"));
    }

    [Test]
    public async Task A_run_that_others_are_compared_with_is_not_compared_with_itself()
    {
        var before = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-5), records: 100);
        var latest = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-1), records: 1_000);

        foreach (var (against, judged) in new[] { (latest, before), (before, latest) })
        {
            var source = (await GetAsync($"/compare-runs?against={against}")).GetProperty("sources")[0];

            Assert.That(source.GetProperty("run").GetProperty("run_id").GetGuid(), Is.EqualTo(judged));
            Assert.That(
                source.GetProperty("baseline").GetProperty("run_ids").EnumerateArray().Single().GetGuid(),
                Is.EqualTo(against)
            );
        }
    }

    [Test]
    public async Task A_run_that_ends_is_compared_at_once()
    {
        await RunsAsync(8);
        await Given.TransformationAsync();
        var run = await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddMinutes(-1));
        Assert.That(await JudgedAsync(), Is.Not.EqualTo(run));

        await Database.ExecuteAsync(
            """
            UPDATE etl_runs SET status = 'failed', ended_at = started_at, duration_ms = 0, error_message = 'It broke.'
            WHERE status = 'running'
            """
        );
        Assert.That(await JudgedAsync(), Is.EqualTo(run));

        async Task<Guid> JudgedAsync() =>
            (await GetAsync("/compare-runs?source=coingecko"))
                .GetProperty("sources")[0]
                .GetProperty("run")
                .GetProperty("run_id")
                .GetGuid();
    }

    [Test]
    public async Task Runs_of_different_sources_are_a_conflict()
    {
        var one = await Given.RunAsync();
        var other = await Given.RunAsync("csv");

        var problem = await GetAsync($"/compare-runs?run_id={one}&against={other}", HttpStatusCode.Conflict);
        await GetAsync($"/compare-runs?run_id={one}&source=csv", HttpStatusCode.Conflict);

        Assert.That(
            problem.GetProperty("detail").GetString(),
            Is.EqualTo("Runs of one source can be compared; these are of coingecko and csv.")
        );
    }

    [TestCase("run_id")]
    [TestCase("against")]
    public async Task An_unknown_run_is_404(string parameter)
    {
        var problem = await GetAsync(
            $"/compare-runs?{parameter}=0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10",
            HttpStatusCode.NotFound
        );

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10"));
    }

    [TestCase("window=0", "window")]
    [TestCase("window=201", "window")]
    [TestCase("min_runs=1", "min_runs")]
    [TestCase("window=7&min_runs=8", "min_runs")]
    [TestCase("source=nasdaq", "source")]
    [TestCase("run_id=7", "run_id")]
    [TestCase("run_id=0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10&against=0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10", "against")]
    [TestCase("as_of=yesterday", "as_of")]
    [TestCase("windows=30", "windows")]
    public async Task A_parameter_that_makes_no_sense_is_refused(string query, string parameter)
    {
        var problem = await GetAsync($"/compare-runs?{query}", HttpStatusCode.BadRequest);

        Assert.That(problem.GetProperty("errors")[0].GetProperty("parameter").GetString(), Is.EqualTo(parameter));
    }

    /// <summary>Successful runs every four hours, the newest four hours ago; oldest first.</summary>
    private async Task<List<Guid>> RunsAsync(int count)
    {
        var runs = new List<Guid>();
        for (var ago = count; ago > 0; ago--)
            runs.Add(await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-4 * ago), records: 250));
        return runs;
    }

    private static JsonElement Check(JsonElement source, string type) =>
        source.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("type").GetString() == type);

    private async Task<string?> WorstAsync(string query = "") =>
        (await GetAsync($"/compare-runs?source=coingecko&{query}"))
            .GetProperty("sources")[0]
            .GetProperty("worst")
            .GetString();
}
