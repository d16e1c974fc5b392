using System.Net;

namespace Kasparro.ApiTests.Parameters;

/// <summary>Lists from one time to another.</summary>
[TestFixture("/data")]
[TestFixture("/list-runs")]
[TestFixture("/failures")]
[TestFixture("/findings")]
[TestFixture("/schema-drifts")]
internal sealed class RangeTests(string route) : ApiFixture
{
    [Test]
    public async Task A_range_may_be_one_moment() =>
        await GetAsync($"{route}?from=2025-02-01T00:00:00Z&to=2025-02-01T00:00:00Z");

    [Test]
    public async Task A_range_that_ends_before_it_begins_is_refused()
    {
        var problem = await GetAsync(
            $"{route}?from=2025-02-01T00:00:01Z&to=2025-02-01T00:00:00Z",
            HttpStatusCode.BadRequest
        );

        Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith("from is after to"));
    }
}
