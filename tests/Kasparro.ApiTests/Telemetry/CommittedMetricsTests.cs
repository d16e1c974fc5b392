namespace Kasparro.ApiTests.Telemetry;

/// <summary>Each metric shows its own number, in its own unit.</summary>
internal sealed class CommittedMetricsTests : ApiFixture
{
    [Test]
    public async Task Durations_are_in_seconds_and_their_parts()
    {
        foreach (var milliseconds in (int[])[1_250, 2_500, 3_750])
        {
            var run = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-milliseconds / 1_000));
            await Database.ExecuteAsync($"UPDATE etl_runs SET duration_ms = {milliseconds} WHERE run_id = '{run}'");
        }

        var metrics = await ScrapeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(metrics, Does.Contain(Line("ingestion_last_run_duration_seconds", "3.75")));
            Assert.That(metrics, Does.Contain(Line("ingestion_median_duration_seconds", "2.5")));
            Assert.That(metrics, Does.Contain(Line("ingestion_p95_duration_seconds", "3.75")));
        });
    }

    [Test]
    public async Task An_age_is_never_negative_where_this_clock_is_behind_the_one_that_wrote_the_row()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddDays(1));
        await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddDays(2));

        var metrics = await ScrapeAsync();

        Assert.That(metrics, Does.Contain(Line("ingestion_staleness_seconds", "0")));
        Assert.That(metrics, Does.Contain(Line("ingestion_running_age_seconds", "0")));
    }

    [Test]
    public async Task Every_time_and_every_count_stands_under_its_own_name()
    {
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-5), seconds: 5);
        await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddHours(-1));
        await Given.TransformationAsync();
        await Database.ExecuteAsync("UPDATE transformations SET not_applicable_total = 9");

        var metrics = await ScrapeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(metrics, Does.Contain(Line("ingestion_running", "1")));
            Assert.That(
                metrics,
                Does.Contain(
                    Line(
                        "ingestion_last_failure_timestamp_seconds",
                        $"{ApiHost.Now.AddHours(-5).AddSeconds(5).ToUnixTimeSeconds()}"
                    )
                )
            );
            Assert.That(
                metrics,
                Does.Contain(
                    Line("silver_newest_data_timestamp_seconds", $"{ApiHost.Now.AddHours(-2).ToUnixTimeSeconds()}")
                )
            );
            Assert.That(metrics, Does.Contain(Line("transform_failed_rows", "2")));
            Assert.That(metrics, Does.Contain(Line("transform_not_applicable_total", "9")));
        });
    }

    private static string Line(string name, string value) => $$"""kasparro_{{name}}{source="coingecko"} {{value}}""";

    /// <summary>Past the moment for which one reading serves all scrapers.</summary>
    private async Task<string[]> ScrapeAsync()
    {
        Api.Time.Advance(TimeSpan.FromSeconds(2));
        return (await Client.GetStringAsync("/metrics")).Split('\n');
    }
}
