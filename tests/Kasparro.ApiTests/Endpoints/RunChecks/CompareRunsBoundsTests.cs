using System.Net;

namespace Kasparro.ApiTests.Endpoints.RunChecks;

internal sealed class CompareRunsBoundsTests : ApiFixture
{
    [TestCase("window=7&min_runs=7", HttpStatusCode.OK)]
    [TestCase("window=7", HttpStatusCode.OK)]
    [TestCase("window=6", HttpStatusCode.BadRequest, Description = "fewer than min_runs")]
    [TestCase("window=2&min_runs=2", HttpStatusCode.OK)]
    [TestCase("window=200&min_runs=100", HttpStatusCode.OK)]
    [TestCase("window=200&min_runs=101", HttpStatusCode.BadRequest)]
    public async Task A_window_holds_the_runs_that_a_check_needs(string query, HttpStatusCode status) =>
        await GetAsync($"/compare-runs?{query}", status);

    [Test]
    public async Task The_runs_before_the_latest_are_those_recorded_before_it_whatever_their_clocks_said()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddMinutes(-30));
        Guid[] earlier =
        [
            await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-6)),
            await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-10)),
        ];
        var latest = await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-1));

        var source = (await GetAsync("/compare-runs?window=2&min_runs=2")).GetProperty("sources")[0];

        Assert.That(source.GetProperty("run").GetProperty("run_id").GetGuid(), Is.EqualTo(latest));
        Assert.That(
            source.GetProperty("baseline").GetProperty("run_ids").EnumerateArray().Select(id => id.GetGuid()),
            Is.EquivalentTo(earlier)
        );
    }
}
