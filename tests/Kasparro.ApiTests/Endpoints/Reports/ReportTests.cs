using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Reports;

internal sealed class ReportTests : ApiFixture
{
    [Test]
    public async Task Last_night_is_one_answer()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-30), records: 999);
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-8), records: 100, seconds: 60);
        var slowest = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-4), records: 50, seconds: 90);
        await Given.RunAsync("csv", "failed", startedAt: ApiHost.Now.AddHours(-4), records: 0);
        await Given.FindingAsync("record_drop", severity: "critical", hour: 12);
        await Given.FindingAsync("run_failed", source: "csv", hour: 13, cleared: true);
        await Given.FindingAsync("field_added", severity: "info", hour: 13);

        var report = await GetAsync("/report?since=24h");

        Assert.Multiple(() =>
        {
            var coingecko = Source(report, "coingecko");
            Assert.That(coingecko.GetProperty("succeeded").GetInt64(), Is.EqualTo(2));
            Assert.That(coingecko.GetProperty("records").GetInt64(), Is.EqualTo(150));
            Assert.That(coingecko.GetProperty("slowest_ms").GetInt64(), Is.EqualTo(90_000));
            Assert.That(coingecko.GetProperty("slowest_run_id").GetGuid(), Is.EqualTo(slowest));
            Assert.That(Source(report, "csv").GetProperty("failed").GetInt64(), Is.EqualTo(1));
            Assert.That(Types(report, "opened"), Is.EqualTo(["run_failed", "record_drop"]));
            Assert.That(Types(report, "cleared"), Is.EqualTo(["run_failed"]));
            Assert.That(Types(report, "open"), Is.EqualTo(["record_drop"]));
        });
    }

    [Test]
    public async Task What_opened_or_was_cleared_before_is_no_news_and_what_is_still_open_is_shown()
    {
        await Given.FindingAsync("record_drop", day: 8, hour: 12);
        await Given.FindingAsync("run_failed", day: 8, hour: 12, cleared: true);
        await Given.FindingAsync("price_jump", day: 8, hour: 12, acknowledgedBy: "anna");
        await Given.FindingAsync("field_added", severity: "info", day: 8, hour: 12);

        var report = await GetAsync("/report?since=24h");

        Assert.That(Types(report, "opened").Concat(Types(report, "cleared")), Is.Empty);
        Assert.That(Types(report, "open"), Is.EqualTo(["record_drop"]));
    }

    [Test]
    public async Task Of_the_last_day_is_what_happened_hours_ago()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-23), records: 100);
        await Given.FindingAsync("record_drop", day: 8, hour: 19);

        var report = await GetAsync("/report");

        Assert.That(Source(report, "coingecko").GetProperty("succeeded").GetInt64(), Is.EqualTo(1));
        Assert.That(Types(report, "opened"), Is.EqualTo(["record_drop"]));
    }

    [Test]
    public async Task It_may_begin_at_a_time_and_the_last_day_is_the_default()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-30), records: 999);

        var day = await GetAsync("/report");
        var longer = await GetAsync($"/report?since={ApiHost.Now.AddDays(-2):yyyy-MM-ddTHH:mm:ssZ}");
        await GetAsync("/report?since=yesterday", HttpStatusCode.BadRequest);

        Assert.That(Source(day, "coingecko").GetProperty("succeeded").GetInt64(), Is.Zero);
        Assert.That(Source(day, "coingecko").GetProperty("slowest_ms").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Source(longer, "coingecko").GetProperty("succeeded").GetInt64(), Is.EqualTo(1));
    }

    [Test]
    public async Task Requests_of_earlier_months_do_not_count()
    {
        await Given.RunAsync();
        await Given.RunAsync("csv");
        await Database.ExecuteAsync(
            """
            INSERT INTO request_counts (source, month, requests)
            VALUES ('coingecko', '2025-01-01Z', 7), ('coingecko', '2025-02-01Z', 540), ('csv', '2025-01-01Z', 7)
            """
        );

        var report = await GetAsync("/report");

        Assert.That(Source(report, "coingecko").GetProperty("requests_this_month").GetInt64(), Is.EqualTo(540));
        Assert.That(Source(report, "csv").GetProperty("requests_this_month").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task Windows_in_the_metrics_are_counted_from_what_is_committed()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-30), records: 999);
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3), records: 100);
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-2), records: 0);
        await Database.ExecuteAsync(
            """
            UPDATE etl_runs SET metadata = metadata || '{"requests": 4, "inserted": 60}' WHERE status = 'success';
            INSERT INTO request_counts VALUES ('coingecko', '2025-01-01', 900), ('coingecko', '2025-02-01', 33)
            """
        );
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        var metrics = (await Client.GetStringAsync("/metrics")).Split('\n');

        Assert.That(
            metrics,
            Is.SupersetOf([
                """kasparro_runs_24h{source="coingecko",status="success"} 1""",
                """kasparro_runs_24h{source="coingecko",status="failed"} 1""",
                """kasparro_records_24h{source="coingecko"} 100""",
                """kasparro_new_records_24h{source="coingecko"} 60""",
                """kasparro_rejected_24h{source="coingecko"} 0""",
                """kasparro_requests_month{source="coingecko"} 33""",
            ])
        );
    }

    [Test]
    public async Task Rejected_are_rows_that_were_received_in_the_window_whenever_they_failed_last()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-30));
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3));
        await Database.ExecuteAsync(
            $$"""
            UPDATE etl_runs
            SET    metadata = metadata || CASE WHEN started_at < '{{ApiHost.Now:O}}'::timestamptz - interval '24 hours'
                                               THEN '{"first_raw_id": 1, "last_raw_id": 9}'
                                               ELSE '{"first_raw_id": 10, "last_raw_id": 19}' END::jsonb;
            -- All of them failed again just now, in a transformation from the beginning.
            INSERT INTO transform_failures
                  (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            SELECT 'coingecko', 'raw_coingecko', id, gen_random_uuid(), '{{ApiHost.Now:O}}', 'no_usd_quote', 'none',
                   '{}'
            FROM   generate_series(5, 12) id
            """
        );

        var report = await GetAsync("/report");

        Assert.That(Source(report, "coingecko").GetProperty("rejected").GetInt64(), Is.EqualTo(3), "10, 11 and 12");
    }

    private static JsonElement Source(JsonElement report, string name) =>
        report
            .GetProperty("sources")
            .EnumerateArray()
            .Single(source => source.GetProperty("source").GetString() == name);

    private static string?[] Types(JsonElement report, string list) =>
        [.. report.GetProperty(list).EnumerateArray().Select(finding => finding.GetProperty("type").GetString())];
}
