using System.Diagnostics;
using Kasparro.Testing;

namespace Kasparro.ApiTests.Telemetry;

internal sealed class MetricsTests : ApiFixture
{
    [Test, Promise(14)]
    public async Task What_another_process_committed_is_told()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3), records: 100, seconds: 60);
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-2), records: 0, seconds: 5);
        await Given.DerivationAsync();

        var metrics = (await ScrapeAsync()).Split('\n');

        Assert.Multiple(() =>
        {
            Assert.That(metrics, Does.Contain("kasparro_database_up{} 1"));
            Assert.That(metrics, Does.Contain("""kasparro_ingestion_runs_total{source="coingecko",status="success"} 1"""));
            Assert.That(metrics, Does.Contain("""kasparro_ingestion_runs_total{source="coingecko",status="failed"} 1"""));
            Assert.That(metrics, Does.Contain("""kasparro_records_processed_total{source="coingecko"} 100"""));
            Assert.That(metrics, Does.Contain("""kasparro_transform_success_total{source="coingecko"} 20"""));
            Assert.That(metrics, Does.Contain("""kasparro_transform_failure_total{source="coingecko"} 3"""));
            Assert.That(metrics, Does.Contain("""kasparro_ingestion_last_run_duration_seconds{source="coingecko"} 5"""));
            Assert.That(metrics, Does.Contain($$"""kasparro_ingestion_last_success_timestamp_seconds{source="coingecko"} {{ApiHost.Now.AddHours(-3).AddMinutes(1).ToUnixTimeSeconds()}}"""));
            Assert.That(metrics, Does.Contain($$"""kasparro_ingestion_staleness_seconds{source="coingecko"} {{(Api.Time.GetUtcNow() - ApiHost.Now.AddHours(-3).AddMinutes(1)).TotalSeconds}}"""));
            Assert.That(metrics, Does.Contain("""kasparro_silver_rows{source="coingecko"} 7"""));
        });
    }

    [Test]
    public async Task Requests_connections_and_the_runtime_are_told()
    {
        await GetAsync("/data");

        var metrics = await ScrapeAsync();

        Assert.That(metrics, Does.Contain("http_server_request_duration_seconds_bucket").And.Contain("""http_route="/data""").And.Contain("db_client_connection").And.Contain("dotnet_gc"));
        Assert.That(metrics, Does.Contain("db_client_connections{db_client_connection_pool_name=\"kasparro\""), "the pool is known by a name, not by its connection string");
    }

    [Test]
    public async Task The_text_passes_promtool()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "promtool"))))
            Assert.Ignore("promtool is not installed (Debian's package prometheus has it).");
        await Given.RunAsync();
        await Given.RunAsync(status: "failed");
        await Given.DerivationAsync();
        await GetAsync("/data");

        var text = await ScrapeAsync();
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
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
