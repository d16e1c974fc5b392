using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Runs;

internal sealed class ListRunsTests : ApiFixture
{
    [Test]
    public async Task Runs_come_newest_first_with_what_happened_in_them()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3));
        var failed = await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-2), seconds: 7);
        await Given.RunAsync("csv", "running", startedAt: ApiHost.Now.AddHours(-1), trigger: "manual");

        var runs = (await GetAsync("/list-runs")).GetProperty("runs");

        Assert.Multiple(() =>
        {
            Assert.That(
                runs.EnumerateArray().Select(run => run.GetProperty("status").GetString()),
                Is.EqualTo(["running", "failed", "success"])
            );
            Assert.That(runs[0].GetProperty("ended_at").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(runs[1].GetProperty("run_id").GetGuid(), Is.EqualTo(failed));
            Assert.That(runs[1].GetProperty("duration_ms").GetInt64(), Is.EqualTo(7000));
            Assert.That(runs[1].GetProperty("started_at").GetString(), Is.EqualTo("2025-02-09T16:00:00Z"));
            Assert.That(runs[1].GetProperty("error_message").GetString(), Is.EqualTo("It broke. Mend it."));
            Assert.That(runs[1].GetProperty("triggered_by").GetString(), Is.EqualTo("cron"));
            Assert.That(runs[1].GetProperty("metadata").GetProperty("fetched").GetInt32(), Is.EqualTo(10));
        });
    }

    [TestCase("source=csv", 1)]
    [TestCase("source=csv&source=COINGECKO", 4)]
    [TestCase("status=failed", 1)]
    [TestCase("status=failed&status=success", 4)]
    [TestCase("triggered_by=manual", 1)]
    [TestCase("from=2025-02-09T15:00:00Z&to=2025-02-09T16:00:00Z", 2)]
    [TestCase("source=csv&status=failed", 0)]
    public async Task Filters_are_all_applied(string query, int count)
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-3));
        await Given.RunAsync(status: "failed", startedAt: ApiHost.Now.AddHours(-2));
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-1));
        await Given.RunAsync("csv", startedAt: ApiHost.Now.AddHours(-1), trigger: "manual");

        Assert.That((await GetAsync($"/list-runs?{query}")).GetProperty("runs").GetArrayLength(), Is.EqualTo(count));
    }

    [Test]
    public async Task Following_the_cursor_gives_every_run_once_even_where_several_started_together()
    {
        for (var run = 0; run < 7; run++)
            await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-(run / 3)));
        var expected = Ids(await GetAsync("/list-runs"));

        var seen = new List<Guid>();
        await foreach (var page in PagesAsync("/list-runs?limit=2"))
            seen.AddRange(Ids(page));

        Assert.That(seen, Is.EqualTo(expected).And.Count.EqualTo(7));
    }

    [TestCase("status=done", "running, success, failed")]
    [TestCase("triggered_by=7", "manual, cron, retry, backfill")]
    [TestCase("limit=-5", "from 1 to 500")]
    [TestCase("from=2025-02-09T10:00:00Z&to_ts=2025-02-09T09:00:00Z", "RFC 3339")]
    public async Task A_refused_parameter_says_what_would_be_accepted(string query, string accepted)
    {
        var error = (await GetAsync($"/list-runs?{query}", HttpStatusCode.BadRequest)).GetProperty("errors")[0];

        Assert.That(error.GetProperty("accepted").GetString(), Does.Contain(accepted));
    }

    [Test]
    public async Task A_run_is_found_by_its_id_under_both_names()
    {
        var id = await Given.RunAsync();

        Assert.That(
            (await GetAsync($"/list-runs/{id}")).GetProperty("run").GetProperty("run_id").GetGuid(),
            Is.EqualTo(id)
        );
        Assert.That(
            (await GetAsync($"/runs/{id}")).GetProperty("run").GetRawText(),
            Is.EqualTo((await GetAsync("/runs")).GetProperty("runs")[0].GetRawText())
        );
        await GetAsync($"/runs/{Guid.Empty}", HttpStatusCode.NotFound);
        await GetAsync($"/runs/{id}?limit=1", HttpStatusCode.BadRequest);
    }

    private static List<Guid> Ids(JsonElement page) =>
        [.. page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetGuid())];
}
