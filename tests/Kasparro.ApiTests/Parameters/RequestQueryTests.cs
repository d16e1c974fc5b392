using System.Net;

namespace Kasparro.ApiTests.Parameters;

internal sealed class RequestQueryTests : ApiFixture
{
    [TestCase(100, HttpStatusCode.OK)]
    [TestCase(101, HttpStatusCode.BadRequest)]
    public async Task A_parameter_may_be_given_a_hundred_times(int times, HttpStatusCode expected) =>
        await GetAsync($"/list-runs?{string.Join('&', Enumerable.Repeat("source=csv", times))}", expected);

    [TestCase("LIMIT=1")]
    [TestCase("Limit=1")]
    public async Task A_parameter_is_known_in_any_case(string query)
    {
        for (var run = 0; run < 2; run++)
            await Given.RunAsync();

        Assert.That((await GetAsync($"/list-runs?{query}")).GetProperty("runs").GetArrayLength(), Is.EqualTo(1));
    }

    [TestCase("from=2025-02-09T17:00:00Z&from_ts=2025-02-09T16:00:00Z", "from must be given at most once")]
    [TestCase("limit=1&limit=1", "limit must be given at most once")]
    public async Task Two_values_where_one_is_meant_are_refused_under_whichever_names(string query, string reason)
    {
        var problem = await GetAsync($"/list-runs?{query}", HttpStatusCode.BadRequest);

        Assert.That(problem.GetProperty("detail").GetString(), Is.EqualTo($"{reason}."));
    }
}
