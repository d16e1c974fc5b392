using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Endpoints.RunChecks;

internal sealed class OrphanedRunTests : ApiFixture
{
    [Test]
    public async Task A_lock_in_another_database_of_the_server_does_not_hide_that_a_run_is_gone()
    {
        await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-4));
        await Given.RunAsync(status: "running", startedAt: ApiHost.Now.AddMinutes(-1));
        await using var other = await TestDatabase.CreateEmptyAsync();
        await using var run = await ForeignSession.OpenAsync(
            other,
            "kasparro-etl elsewhere:1",
            "SELECT pg_advisory_lock(x'4B410002'::int, hashtext('coingecko'))"
        );

        var source = (await GetAsync("/compare-runs?source=coingecko")).GetProperty("sources")[0];

        Assert.That(
            source
                .GetProperty("checks")
                .EnumerateArray()
                .Single(check => check.GetProperty("type").GetString() == "run_stuck")
                .GetProperty("severity")
                .GetString(),
            Is.EqualTo("critical")
        );
    }
}
