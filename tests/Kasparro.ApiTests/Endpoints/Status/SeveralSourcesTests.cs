using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Status;

/// <summary>What is said of a source is about its own runs, whatever those of another were like in between.</summary>
internal sealed class SeveralSourcesTests : ApiFixture
{
    private Guid _lastOfCoinGecko;
    private Guid _lastOfCsv;

    /// <summary>CoinGecko failed twice since its success, and csv once; csv's success is between them.</summary>
    [SetUp]
    public async Task RunBoth()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-6), seconds: 10);
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-5), seconds: 1);
        await Given.RunAsync("csv", "failed", ApiHost.Now.AddHours(-4), seconds: 2);
        await Given.RunAsync("csv", startedAt: ApiHost.Now.AddHours(-3), seconds: 40);
        _lastOfCoinGecko = await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-2), seconds: 3);
        _lastOfCsv = await Given.RunAsync("csv", "failed", ApiHost.Now.AddHours(-1), seconds: 4);
        Api.Time.Advance(TimeSpan.FromSeconds(2));
    }

    [Test]
    public async Task Statistics_show_the_durations_and_the_last_run_of_each()
    {
        var sources = (await GetAsync("/stats")).GetProperty("sources");

        Assert.That(
            sources.EnumerateArray().Select(source => source.GetProperty("last_run").GetProperty("run_id").GetGuid()),
            Is.EqualTo(new[] { _lastOfCoinGecko, _lastOfCsv })
        );
        Assert.That(
            sources.EnumerateArray().Select(source => source.GetProperty("durations").GetRawText()),
            Is.EqualTo(new[] { """{"median_ms":10000,"p95_ms":10000}""", """{"median_ms":40000,"p95_ms":40000}""" })
        );
    }

    [Test]
    public async Task Metrics_show_the_duration_of_the_last_run_and_the_failures_in_a_row_of_each()
    {
        await Given.RunAsync("csv", "running", ApiHost.Now.AddMinutes(-20));

        var metrics = (await Client.GetStringAsync("/metrics")).Split('\n');

        Assert.That(
            metrics,
            Is.SupersetOf([
                """kasparro_ingestion_last_run_duration_seconds{source="coingecko"} 3""",
                """kasparro_ingestion_last_run_duration_seconds{source="csv"} 4""",
                """kasparro_ingestion_failed_in_a_row{source="coingecko"} 2""",
                """kasparro_ingestion_failed_in_a_row{source="csv"} 1""",
            ])
        );
    }

    [Test]
    public async Task A_source_whose_last_run_succeeded_is_healthy_while_another_fails()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddMinutes(-30));
        await Given.RunAsync("csv", "failed", ApiHost.Now.AddMinutes(-20));
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            await OfBothAsync("/health", source => source.GetProperty("state").GetString()),
            Is.EqualTo(new[] { "ok", "failed" })
        );
    }

    [Test]
    public async Task A_report_counts_the_runs_of_each()
    {
        await Given.RunAsync("csv", "running", ApiHost.Now.AddMinutes(-20));

        Assert.That(
            await OfBothAsync(
                "/report?since=24h",
                source =>
                    string.Join(
                        ' ',
                        ((string[])["succeeded", "failed", "running", "slowest_ms"]).Select(name =>
                            source.GetProperty(name).GetInt64()
                        )
                    )
            ),
            Is.EqualTo(new[] { "1 2 0 10000", "1 2 1 40000" })
        );
    }

    [Test]
    public async Task A_source_whose_last_run_failed_is_failing_while_the_next_one_is_running()
    {
        await Given.RunAsync("csv", "running", ApiHost.Now.AddMinutes(-20));
        await Given.RunAsync(startedAt: ApiHost.Now.AddMinutes(-30));
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            await OfBothAsync("/health", source => source.GetProperty("state").GetString()),
            Is.EqualTo(new[] { "ok", "failed" })
        );
    }

    [Test]
    public async Task Critical_findings_that_are_open_and_that_no_one_acknowledged_count_for_their_source()
    {
        await Given.FindingAsync("price_jump", severity: "critical");
        await Given.FindingAsync("record_drop", severity: "critical");
        await Given.FindingAsync("run_failed", severity: "critical", cleared: true);
        await Given.FindingAsync("price_jump", "csv", "critical");
        await Given.FindingAsync("record_drop", "csv", "critical", acknowledgedBy: "ann");
        await Given.FindingAsync("divergence", "csv", "warning");
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            await OfBothAsync("/health", source => source.GetProperty("critical_findings").GetRawText()),
            Is.EqualTo(new[] { "2", "1" })
        );
    }

    [Test]
    public async Task Statistics_show_the_market_data_and_the_limit_of_each()
    {
        await Given.TransformationAsync("csv", silverRows: 70, failureRows: 20);
        await Given.TransformationAsync();
        await Given.RetentionAsync("csv", ApiHost.Now.AddDays(-30), expired: 12);

        Assert.That(
            await OfBothAsync(
                "/stats",
                source =>
                    $"{source.GetProperty("silver_rows")} {source.GetProperty("transform_failures")} "
                    + $"{source.GetProperty("prices_from")}"
            ),
            Is.EqualTo(new[] { "7 2 ", $"70 20 {ApiHost.Now.AddDays(-30):yyyy-MM-dd'T'HH:mm:ss'Z'}" })
        );
    }

    private async Task<IEnumerable<string?>> OfBothAsync(string address, Func<JsonElement, string?> shown)
    {
        var sources = (await GetAsync(address)).GetProperty("sources").EnumerateArray().ToList();
        return ((string[])["coingecko", "csv"]).Select(name =>
            shown(sources.Single(source => source.GetProperty("source").GetString() == name))
        );
    }
}
