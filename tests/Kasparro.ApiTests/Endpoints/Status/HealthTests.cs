using System.Net;
using System.Text.Json;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Endpoints.Status;

internal sealed class HealthTests : ApiFixture
{
    [Test]
    public async Task Fresh_sources_are_ok()
    {
        await Given.RunAsync("coingecko", startedAt: ApiHost.Now.AddHours(-2), seconds: 0);
        await Given.RunAsync("csv", startedAt: ApiHost.Now.AddHours(-20));

        var health = await CheckAsync();

        Assert.Multiple(() =>
        {
            Assert.That(health.GetProperty("status").GetString(), Is.EqualTo("ok"));
            Assert.That(health.GetProperty("version").GetString(), Does.Match(@"^\d+\.\d+\.\d+"));
            Assert.That(health.GetProperty("database").GetProperty("connected").GetBoolean(), Is.True);
            Assert.That(Source(health, "coingecko").GetProperty("state").GetString(), Is.EqualTo("ok"));
            Assert.That(
                Source(health, "coingecko").GetProperty("age_seconds").GetDouble(),
                Is.EqualTo((Api.Time.GetUtcNow() - ApiHost.Now.AddHours(-2)).TotalSeconds)
            );
            Assert.That(Source(health, "coingecko").GetProperty("cadence_seconds").GetDouble(), Is.EqualTo(14400));
        });
    }

    [Test]
    public async Task A_source_that_is_late_by_more_than_half_its_interval_is_stale()
    {
        await Given.RunAsync("coingecko", startedAt: ApiHost.Now.AddHours(-6).AddMinutes(-2));
        await Given.RunAsync("csv");

        var health = await CheckAsync();

        Assert.Multiple(() =>
        {
            Assert.That(health.GetProperty("status").GetString(), Is.EqualTo("degraded"));
            Assert.That(Source(health, "coingecko").GetProperty("state").GetString(), Is.EqualTo("stale"));
            Assert.That(Source(health, "coingecko").GetProperty("is_stale").GetBoolean(), Is.True);
            Assert.That(Source(health, "csv").GetProperty("state").GetString(), Is.EqualTo("ok"));
        });
    }

    [TestCase(3, 7, "(False, True)")]
    [TestCase(7, 3, "(True, False)")]
    public async Task A_run_may_be_late_while_prices_are_new_and_the_other_way_round(
        int hoursOfRun,
        int hoursOfPrices,
        string expected
    )
    {
        await Given.RunAsync("coingecko", startedAt: ApiHost.Now.AddHours(-hoursOfRun));
        await Given.TransformationAsync();
        var newest = ApiHost.Now.AddHours(-hoursOfPrices);
        await Database.ExecuteAsync($"UPDATE transformations SET newest_data_at = '{newest:O}'");

        var source = Source(await CheckAsync(), "coingecko");

        Assert.That(
            $"{(source.GetProperty("is_stale").GetBoolean(), source.GetProperty("has_old_data").GetBoolean())}",
            Is.EqualTo(expected)
        );
        Assert.That(source.GetProperty("newest_data_at").GetDateTimeOffset(), Is.EqualTo(newest));
    }

    [Test]
    public async Task A_success_by_a_clock_that_is_ahead_is_of_this_moment()
    {
        await Given.RunAsync("coingecko", startedAt: Api.Time.GetUtcNow().AddHours(1));

        var source = Source(await CheckAsync(), "coingecko");

        Assert.That(
            (source.GetProperty("age_seconds").GetDouble(), source.GetProperty("is_stale").GetBoolean()),
            Is.EqualTo((0.0, false))
        );
    }

    [Test]
    public async Task A_failure_counts_until_the_next_success_and_is_kept_after_it()
    {
        await Given.RunAsync("coingecko", startedAt: ApiHost.Now.AddHours(-3));
        await Given.RunAsync("coingecko", "failed", startedAt: ApiHost.Now.AddHours(-2));
        var failed = Source(await CheckAsync(), "coingecko");
        await Given.RunAsync("coingecko", startedAt: ApiHost.Now.AddHours(-1));
        var mended = Source(await CheckAsync(), "coingecko");

        Assert.Multiple(() =>
        {
            Assert.That(failed.GetProperty("state").GetString(), Is.EqualTo("failed"));
            Assert.That(failed.GetProperty("last_failure").GetString(), Is.EqualTo("It broke. Mend it."));
            Assert.That(mended.GetProperty("state").GetString(), Is.EqualTo("ok"));
            Assert.That(mended.GetProperty("last_failure").GetString(), Is.EqualTo("It broke. Mend it."));
        });
    }

    [Test]
    public async Task A_source_without_a_success_is_distinguished_from_a_stale_one()
    {
        var health = await CheckAsync();

        Assert.That(Source(health, "csv").GetProperty("state").GetString(), Is.EqualTo("never_succeeded"));
        Assert.That(Source(health, "csv").GetProperty("age_seconds").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Without_a_database_health_is_503_of_the_same_shape_and_live_is_200()
    {
        await using var api = new ApiHost("Host=127.0.0.1;Port=1;Database=none;Username=none;Password=secret-word");
        using var client = api.CreateClient();

        using var health = await client.GetAsync("/health");
        using var ready = await client.GetAsync("/health/ready");
        using var live = await client.GetAsync("/health/live");
        using var started = await client.GetAsync("/health/started");
        using var data = await client.GetAsync("/data");
        using var metrics = await client.GetAsync("/metrics");
        var body = await health.Content.ReadAsStringAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), body);
            Assert.That(Members(JsonElement.Parse(body)), Is.EqualTo(Members(await CheckAsync())));
            Assert.That(JsonElement.Parse(body).GetProperty("status").GetString(), Is.EqualTo("down"));
            Assert.That(Source(JsonElement.Parse(body), "csv").GetProperty("state").GetString(), Is.EqualTo("unknown"));
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(data.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(data.Headers.RetryAfter, Is.Not.Null);
            Assert.That(
                await data.Content.ReadAsStringAsync(),
                Does.Not.Contain("127.0.0.1").And.Not.Contain("secret-word").And.Not.Contain("Npgsql")
            );
            Assert.That(await metrics.Content.ReadAsStringAsync(), Does.Contain("kasparro_database_up{} 0"));
        });
    }

    [Test]
    public async Task A_database_without_the_schema_is_reachable_and_not_ready()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();
        await using var api = new ApiHost(empty.ConnectionString);
        using var client = api.CreateClient();

        using var health = await client.GetAsync("/health");
        using var ready = await client.GetAsync("/health/ready");
        using var data = await client.GetAsync("/data");

        Assert.Multiple(async () =>
        {
            Assert.That(
                JsonElement.Parse(await health.Content.ReadAsStringAsync()).GetProperty("status").GetString(),
                Is.EqualTo("degraded")
            );
            Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(data.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        });
    }

    [Test]
    public async Task A_migrated_database_is_ready() =>
        Assert.That((await GetAsync("/health/ready")).GetProperty("ready").GetBoolean(), Is.True);

    [TestCase("/health")]
    [TestCase("/health/ready")]
    public async Task Many_requests_within_a_second_are_one_check_of_the_database(string address)
    {
        await CheckAsync();
        await using var locked = await LockedTable.OfAsync(Database, "transformations, etl_checkpoints");

        // Each check would wait for the lock.
        var responses = Enumerable.Range(0, 20).Select(_ => Client.GetAsync(address)).ToList();
        await Task.WhenAll(responses).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(responses.Select(response => response.Result.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>After the second for which one check serves.</summary>
    private Task<JsonElement> CheckAsync()
    {
        Api.Time.Advance(TimeSpan.FromSeconds(2));
        return GetAsync("/health");
    }

    private static JsonElement Source(JsonElement health, string name) =>
        health
            .GetProperty("sources")
            .EnumerateArray()
            .Single(source => source.GetProperty("source").GetString() == name);

    private static List<string> Members(JsonElement response) =>
        [.. response.EnumerateObject().Select(member => member.Name)];
}
