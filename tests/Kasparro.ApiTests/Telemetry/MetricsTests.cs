using System.Diagnostics;
using Kasparro.Testing;

namespace Kasparro.ApiTests.Telemetry;

internal sealed class MetricsTests : ApiFixture
{
    [Test, Promise(14)]
    public async Task What_another_process_committed_is_exported()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3), records: 100, seconds: 60);
        var success = ApiHost.Now.AddHours(-3).AddMinutes(1);
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-2), records: 0, seconds: 5);
        await Given.TransformationAsync();

        var metrics = (await ScrapeAsync()).Split('\n');

        Assert.Multiple(() =>
        {
            Assert.That(metrics, Does.Contain("kasparro_database_up{} 1"));
            Assert.That(
                metrics,
                Does.Contain("""kasparro_ingestion_runs_total{source="coingecko",status="success"} 1""")
            );
            Assert.That(
                metrics,
                Does.Contain("""kasparro_ingestion_runs_total{source="coingecko",status="failed"} 1""")
            );
            Assert.That(metrics, Does.Contain("""kasparro_records_processed_total{source="coingecko"} 100"""));
            Assert.That(metrics, Does.Contain("""kasparro_transform_success_total{source="coingecko"} 20"""));
            Assert.That(metrics, Does.Contain("""kasparro_transform_failure_total{source="coingecko"} 3"""));
            Assert.That(
                metrics,
                Does.Contain("""kasparro_ingestion_last_run_duration_seconds{source="coingecko"} 5""")
            );
            Assert.That(
                metrics,
                Does.Contain(
                    """kasparro_ingestion_last_success_timestamp_seconds{source="coingecko"} """
                        + $"{success.ToUnixTimeSeconds()}"
                )
            );
            Assert.That(
                metrics,
                Does.Contain(
                    """kasparro_ingestion_staleness_seconds{source="coingecko"} """
                        + $"{(Api.Time.GetUtcNow() - success).TotalSeconds}"
                )
            );
            Assert.That(metrics, Does.Contain("""kasparro_silver_rows{source="coingecko"} 7"""));
        });
    }

    [Test]
    public async Task What_alerts_compare_with_is_exported_for_every_enabled_source()
    {
        var metrics = (await ScrapeAsync()).Split('\n');

        Assert.Multiple(() =>
        {
            Assert.That(metrics, Does.Contain("kasparro_source_cadence_seconds{source=\"coingecko\"} 14400"));
            Assert.That(metrics, Does.Contain("kasparro_source_time_limit_seconds{source=\"coingecko\"} 600"));
            Assert.That(metrics, Does.Contain("kasparro_source_static{source=\"coingecko\"} 0"));
            Assert.That(metrics, Does.Contain("kasparro_source_static{source=\"csv\"} 1"));
        });
    }

    [Test]
    public async Task From_when_on_prices_are_kept_is_measured_where_not_all_are()
    {
        await Given.TransformationAsync("coingecko");
        await Given.TransformationAsync("csv");
        await Given.RetentionAsync("csv", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), expired: 12);

        var metrics = (await ScrapeAsync()).Split('\n');

        Assert.That(metrics, Does.Contain("kasparro_retention_expired_total{source=\"csv\"} 12"));
        Assert.That(
            metrics.Where(line =>
                line.StartsWith("kasparro_silver_prices_from_timestamp_seconds{", StringComparison.Ordinal)
            ),
            Is.EqualTo(new[] { "kasparro_silver_prices_from_timestamp_seconds{source=\"csv\"} 1700000000" })
        );
    }

    [Test]
    public async Task A_success_resets_the_failures_in_a_row()
    {
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-9));
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-8));
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-7));
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-6));
        await Given.RunAsync("csv", "failed", startedAt: ApiHost.Now.AddHours(-5));
        await Given.RunAsync("coinpaprika", startedAt: ApiHost.Now.AddHours(-5));

        var metrics = (await ScrapeAsync()).Split('\n');

        Assert.Multiple(() =>
        {
            Assert.That(metrics, Does.Contain("kasparro_ingestion_failed_in_a_row{source=\"coingecko\"} 2"));
            Assert.That(
                metrics,
                Does.Contain("kasparro_ingestion_failed_in_a_row{source=\"csv\"} 1"),
                "it never succeeded"
            );
            Assert.That(metrics, Does.Contain("kasparro_ingestion_failed_in_a_row{source=\"coinpaprika\"} 0"));
        });
    }

    [Test]
    public async Task A_running_run_has_an_age_and_an_ended_one_has_none()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-9));
        await Given.RunAsync("csv", startedAt: ApiHost.Now.AddHours(-2));
        await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddHours(-1), records: 0);

        var metrics = (await ScrapeAsync()).Split('\n');

        Assert.That(
            metrics,
            Does.Contain(
                $"kasparro_ingestion_running_age_seconds{{source=\"coingecko\"}} "
                    + $"{(Api.Time.GetUtcNow() - ApiHost.Now.AddHours(-1)).TotalSeconds}"
            )
        );
        Assert.That(metrics, Does.Contain("kasparro_ingestion_running_age_seconds{source=\"csv\"} 0"));
    }

    [Test]
    public async Task Growth_is_the_time_at_which_the_newest_raw_row_was_transformed()
    {
        await Given.TransformationAsync();

        var metrics = (await ScrapeAsync()).Split('\n');

        Assert.That(
            metrics,
            Does.Contain(
                $"kasparro_silver_last_growth_timestamp_seconds{{source=\"coingecko\"}} "
                    + $"{ApiHost.Now.AddHours(-4).ToUnixTimeSeconds()}"
            )
        );
    }

    [Test]
    public async Task Requests_connections_and_the_runtime_are_measured()
    {
        await GetAsync("/data");

        var metrics = await ScrapeAsync();

        Assert.That(
            metrics,
            Does.Contain("http_server_request_duration_seconds_bucket")
                .And.Contain("""http_route="/data""")
                .And.Contain("db_client_connection")
                .And.Contain("dotnet_gc")
        );
        Assert.That(
            metrics,
            Does.Contain("db_client_connections{db_client_connection_pool_name=\"kasparro\""),
            "the pool is known by a name, not by its connection string"
        );
    }

    [Test]
    public async Task The_text_passes_promtool()
    {
        if (
            !(Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(':')
                .Any(folder => File.Exists(Path.Combine(folder, "promtool")))
        )
            Assert.Ignore("promtool is not installed (Debian's package prometheus has it).");
        await Given.RunAsync();
        await Given.RunAsync(status: "failed");
        await Given.TransformationAsync();
        await GetAsync("/data");

        var text = await ScrapeAsync();
        using var promtool = Process.Start(
            new ProcessStartInfo("promtool", ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        var complaints = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.That(promtool.ExitCode, Is.Zero, complaints);
        Assert.That(complaints, Is.Empty);
    }

    /// <summary>Past the moment for which one reading serves all scrapers.</summary>
    private async Task<string> ScrapeAsync()
    {
        Api.Time.Advance(TimeSpan.FromSeconds(2));
        return await Client.GetStringAsync("/metrics");
    }
}
