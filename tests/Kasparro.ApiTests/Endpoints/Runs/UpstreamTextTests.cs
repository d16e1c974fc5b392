namespace Kasparro.ApiTests.Endpoints.Runs;

/// <summary>Another system's words stay in the database: consumers read our own sentence.</summary>
internal sealed class UpstreamTextTests : ApiFixture
{
    [Test]
    public async Task No_route_repeats_what_an_upstream_said_and_all_else_of_a_run_is_served()
    {
        var run = await Given.RunAsync(status: "failed");
        await Database.ExecuteAsync(
            "UPDATE etl_runs SET metadata = metadata || '{\"upstream_text\": \"<b>forged words</b>\"}'"
        );

        foreach (
            var route in (string[])["/list-runs", $"/list-runs/{run}", "/stats", "/compare-runs", "/health", "/metrics"]
        )
        {
            using var response = await Client.GetAsync(route);
            var body = await response.Content.ReadAsStringAsync();
            Assert.That(body, Does.Not.Contain("forged words").And.Not.Contain("upstream_text"), route);
        }

        var metadata = (await GetAsync("/list-runs")).GetProperty("runs")[0].GetProperty("metadata");
        Assert.That(metadata.GetProperty("fetched").GetInt32(), Is.EqualTo(10));
    }
}
