using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Status;

internal sealed class StatsTests : ApiFixture
{
    [Test]
    public async Task Runs_records_durations_and_rows_are_summed_up_by_source()
    {
        foreach (var (hours, seconds) in new[] { (5, 10), (4, 30), (3, 20) })
            await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-hours), seconds: seconds, records: 100);
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-2), records: 0, seconds: 900);
        var last = await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddHours(-1), records: 0);
        await Given.TransformationAsync();

        var source = (await GetAsync("/stats")).GetProperty("sources")[0];

        Assert.Multiple(() =>
        {
            Assert.That(source.GetProperty("source").GetString(), Is.EqualTo("coingecko"));
            Assert.That(source.GetProperty("last_run").GetProperty("run_id").GetGuid(), Is.EqualTo(last));
            Assert.That(
                source.GetProperty("runs").GetRawText(),
                Is.EqualTo("""{"success":3,"failed":1,"running":1}""")
            );
            Assert.That(
                source.GetProperty("durations").GetRawText(),
                Is.EqualTo("""{"median_ms":20000,"p95_ms":30000}""")
            );
            Assert.That(source.GetProperty("records_processed").GetInt64(), Is.EqualTo(300));
            Assert.That(source.GetProperty("silver_rows").GetInt64(), Is.EqualTo(7));
            Assert.That(source.GetProperty("transform_failures").GetInt64(), Is.EqualTo(2));
            Assert.That(source.GetProperty("newest_data_at").GetString(), Is.EqualTo("2025-02-09T16:00:00Z"));
        });
    }

    [Test]
    public async Task From_when_on_prices_are_kept_is_said_where_not_all_are()
    {
        await Given.TransformationAsync("coingecko");
        await Given.TransformationAsync("csv");
        await Given.RetentionAsync("csv", ApiHost.Now.AddDays(-30), expired: 12);

        var sources = (await GetAsync("/stats")).GetProperty("sources");

        Assert.That(sources[0].GetProperty("prices_from").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(sources[1].GetProperty("prices_from").GetDateTimeOffset(), Is.EqualTo(ApiHost.Now.AddDays(-30)));
    }

    [Test]
    public async Task An_empty_database_has_no_sources() =>
        Assert.That((await GetAsync("/stats")).GetProperty("sources").GetArrayLength(), Is.Zero);

    [Test]
    public async Task Parameters_are_refused() => await GetAsync("/stats?source=csv", HttpStatusCode.BadRequest);
}
