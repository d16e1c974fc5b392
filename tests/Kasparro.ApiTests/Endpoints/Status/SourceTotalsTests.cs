using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Status;

/// <summary>How the runs of a source are summed up, where an ordinary one hides a mistake.</summary>
internal sealed class SourceTotalsTests : ApiFixture
{
    [Test]
    public async Task Nineteen_of_twenty_runs_took_no_longer_than_the_95th_percentile()
    {
        for (var seconds = 1; seconds <= 20; seconds++)
            await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-seconds), seconds: seconds);

        Assert.That(
            (await SourceAsync("/stats")).GetProperty("durations").GetRawText(),
            Is.EqualTo("""{"median_ms":10000,"p95_ms":19000}""")
        );
    }

    /// <summary>A run that someone cancelled is no failure; a source whose runs all are is failing.</summary>
    [TestCase(1, 0)]
    [TestCase(2, 2)]
    public async Task Runs_that_were_cancelled_count_as_failures_where_they_are_several(int runs, int failed)
    {
        for (var run = 0; run < runs; run++)
            await Given.RunAsync(status: "failed");
        await Database.ExecuteAsync("""UPDATE etl_runs SET metadata = '{"failure_class": "cancelled"}'""");
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            await Client.GetStringAsync("/metrics"),
            Does.Contain($$"""kasparro_ingestion_failed_in_a_row{source="coingecko"} {{failed}}""")
        );
    }

    [Test]
    public async Task While_a_run_is_running_the_duration_is_that_of_the_one_before_it()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-2), seconds: 7);
        await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddHours(-1));
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            await Client.GetStringAsync("/metrics"),
            Does.Contain("""kasparro_ingestion_last_run_duration_seconds{source="coingecko"} 7""")
        );
    }

    [Test]
    public async Task A_source_with_market_data_and_without_a_run_is_shown_with_its_rows_and_times()
    {
        await Given.TransformationAsync();

        var source = await SourceAsync("/stats");

        Assert.That(
            (source.GetProperty("silver_rows").GetInt64(), source.GetProperty("transformed_at").GetString()),
            Is.EqualTo((7, "2025-02-09T17:00:00Z"))
        );
    }

    [Test]
    public async Task A_report_counts_the_run_that_started_at_its_time_and_failures_of_its_source_alone()
    {
        var run = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3), records: 40, seconds: 5);
        await Database.ExecuteAsync(
            $$"""
            UPDATE etl_runs SET metadata = '{"fetched": 40, "inserted": 30, "requests": 4, "first_raw_id": 1}'
            WHERE  run_id = '{{run}}';
            INSERT INTO transform_failures
                  (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            VALUES ('csv', 'raw_csv', 9, gen_random_uuid(), '{{ApiHost.Now:O}}', 'no_usd_quote', 'none', '{}')
            """
        );

        var source = await SourceAsync($"/report?since={ApiHost.Now.AddHours(-3):yyyy-MM-ddTHH:mm:ssZ}");

        Assert.Multiple(() =>
        {
            Assert.That(source.GetProperty("succeeded").GetInt64(), Is.EqualTo(1));
            Assert.That(source.GetProperty("inserted").GetInt64(), Is.EqualTo(30));
            Assert.That(source.GetProperty("requests").GetInt64(), Is.EqualTo(4));
            Assert.That(source.GetProperty("rejected").GetInt64(), Is.Zero);
        });
    }

    [Test]
    public async Task Failures_before_the_last_success_are_no_longer_in_a_row()
    {
        foreach (var status in (string[])["failed", "success", "failed", "failed", "success", "failed"])
            await Given.RunAsync(status: status);
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            await Client.GetStringAsync("/metrics"),
            Does.Contain("""kasparro_ingestion_failed_in_a_row{source="coingecko"} 1""")
        );
    }

    [Test]
    public async Task Durations_are_those_of_the_last_hundred_successes()
    {
        await Given.RunAsync();
        await Database.ExecuteAsync(
            """
            INSERT INTO etl_runs (run_id, source, triggered_by, status, started_at, ended_at, duration_ms,
                                  records_processed, metadata)
            SELECT gen_random_uuid(), 'coingecko', 'cron', 'success', now(), now(),
                   CASE WHEN run <= 101 THEN 900000 ELSE run END, 1, '{}'
            FROM   generate_series(1, 201) run
            """
        );

        Assert.That(
            (await SourceAsync("/stats")).GetProperty("durations").GetRawText(),
            Is.EqualTo("""{"median_ms":151,"p95_ms":196}""")
        );
    }

    [Test]
    public async Task A_source_whose_first_run_is_running_is_shown()
    {
        await Given.RunAsync(status: "running");

        Assert.That(
            (await SourceAsync("/stats")).GetProperty("runs").GetRawText(),
            Is.EqualTo("""{"success":0,"failed":0,"running":1}""")
        );
    }

    private async Task<JsonElement> SourceAsync(string address) =>
        (await GetAsync(address)).GetProperty("sources").EnumerateArray().Single();
}
