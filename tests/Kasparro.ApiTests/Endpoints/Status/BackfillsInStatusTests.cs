using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Status;

/// <summary>Backfills count as runs, and say nothing about how a source is doing.</summary>
internal sealed class BackfillsInStatusTests : ApiFixture
{
    [SetUp]
    public async Task RunAndBackfill()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3), seconds: 10);
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-2), seconds: 900, trigger: "backfill");
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-1), seconds: 1, trigger: "backfill");
        Api.Time.Advance(TimeSpan.FromSeconds(2));
    }

    [Test]
    public async Task A_backfill_that_failed_makes_no_source_unhealthy()
    {
        var health = await GetAsync("/health");

        Assert.That(Source(health).GetProperty("state").GetString(), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Statistics_count_them_and_leave_them_out_of_durations_and_of_the_last_run()
    {
        var source = Source(await GetAsync("/stats"));

        Assert.Multiple(() =>
        {
            Assert.That(
                source.GetProperty("runs").GetRawText(),
                Is.EqualTo("""{"success":2,"failed":1,"running":0}""")
            );
            Assert.That(
                source.GetProperty("durations").GetRawText(),
                Is.EqualTo("""{"median_ms":10000,"p95_ms":10000}""")
            );
            Assert.That(source.GetProperty("last_run").GetProperty("triggered_by").GetString(), Is.EqualTo("cron"));
        });
    }

    [Test]
    public async Task Metrics_show_the_last_run_before_them_and_no_failure_in_a_row()
    {
        var metrics = await Client.GetStringAsync("/metrics");

        Assert.Multiple(() =>
        {
            Assert.That(
                metrics,
                Does.Contain("""kasparro_ingestion_last_run_duration_seconds{source="coingecko"} 10""" + "\n")
            );
            Assert.That(metrics, Does.Contain("""kasparro_ingestion_failed_in_a_row{source="coingecko"} 0"""));
        });
    }

    [Test]
    public async Task A_backfill_that_succeeded_ends_no_series_of_failures()
    {
        foreach (var (status, trigger) in ((string, string)[])[("failed", "cron"), ("success", "backfill")])
            await Given.RunAsync(status: status, trigger: trigger, startedAt: ApiHost.Now.AddMinutes(-9));
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            await Client.GetStringAsync("/metrics"),
            Does.Contain("""kasparro_ingestion_failed_in_a_row{source="coingecko"} 1""")
        );
    }

    private static JsonElement Source(JsonElement response) =>
        response
            .GetProperty("sources")
            .EnumerateArray()
            .Single(source => source.GetProperty("source").GetString() == "coingecko");
}
