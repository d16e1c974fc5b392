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
}
