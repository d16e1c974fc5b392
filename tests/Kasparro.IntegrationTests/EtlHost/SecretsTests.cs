using System.Text;
using Kasparro.Application.Telemetry;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;
using Npgsql;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>Keys and passwords, also where another system repeats them.</summary>
public sealed class SecretsTests : EtlFixture
{
    private const string Rows =
        "SELECT (SELECT string_agg(r::text, '') FROM etl_runs r) "
        + "|| (SELECT string_agg(c::text, '') FROM etl_checkpoints c)";

    [Test, Promise(15)]
    public async Task Secrets_reach_no_log_row_or_error()
    {
        const string Key = "CG-sentinel-0123456789";
        await using var upstream = await StubUpstream.StartAsync(request =>
            StubResponse.Json(
                """{"status":{"error_code":10002,"error_message":"Bad key """
                    + $$$"""{{{request.Headers["x-cg-demo-api-key"]}}}"}}""",
                401
            )
        );
        var environment = Environment(upstream);
        environment["COINGECKO_API_KEY"] = Key;
        // A user of its own: the server may want a password, and must then be given the right one.
        var login = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Password = "hunter2secret" };
        login.Username = login.Database + "_owner";
        environment["DATABASE_URL"] = login.ConnectionString;
        await Database.ExecuteAsync($"CREATE ROLE {login.Username} SUPERUSER LOGIN PASSWORD 'hunter2secret'");

        var exit = await EtlHostProcess.RunAsync(null, environment, "run");
        await Database.ExecuteAsync($"DROP ROLE {login.Username}");

        Assert.That(
            upstream.Requests,
            Has.Some.Matches<StubRequest>(request => request.Headers["x-cg-demo-api-key"] == Key),
            "the key was sent"
        );
        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(exit.Output + exit.Errors, Does.Not.Contain(Key).And.Not.Contain("hunter2secret"));
        Assert.That(await Database.ScalarAsync<string>(Rows), Does.Not.Contain(Key).And.Not.Contain("hunter2secret"));
    }

    [TestCase("{0}", TestName = "A_key_that_the_upstream_repeats_is_nowhere")]
    [TestCase("{1}", TestName = "A_key_that_the_upstream_repeats_in_Base64_is_nowhere")]
    [Promise(15)]
    public async Task A_key_that_the_upstream_repeats_where_its_words_are_cut_is_nowhere(string form)
    {
        const string Key = "CG-sEnt1nel0123456789abcd";
        var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes($"x:{Key}"));
        var body = new string('.', 185) + string.Format(null, form, Key, base64);
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Json(body, 403));
        var environment = Environment(upstream);
        environment["COINGECKO_API_KEY"] = Key;

        using var trace = new RecordedTrace(EtlTrace.Name);
        var exit = await EtlHostProcess.RunAsync(Database, environment, "run");
        await using (
            var etl = EtlProcess.Configured(Database, environment.ToDictionary(at => at.Key, at => (string?)at.Value))
        )
        {
            using (trace.Begin())
                await etl.IngestAsync("coingecko");
            AssertNothingOf(Key, base64, string.Concat(etl.Log.Lines));
        }

        var status = await EtlHostProcess.RunAsync(Database, environment, "status");
        Assert.That(exit.Code, Is.EqualTo(4), exit.Output);
        Assert.That(status.Output, Does.Contain("coingecko said: ...."), "operators still see what was said");
        AssertNothingOf(Key, base64, exit.Output + exit.Errors + status.Output + status.Errors);
        AssertNothingOf(Key, base64, (await Database.ScalarAsync<string>(Rows))!);
        Assert.That(trace.Spans, Is.Not.Empty);
        AssertNothingOf(
            Key,
            base64,
            string.Concat(trace.Spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}")))
        );
        Assert.That(
            await Database.ScalarAsync<string>("SELECT error_message FROM etl_runs LIMIT 1"),
            Does.StartWith(
                "CoinGecko /v1/coins/markets page 1 responded with 403 and text that is no JSON array. Check"
            )
        );
    }

    private static void AssertNothingOf(string key, string base64, string text)
    {
        foreach (var form in (string[])[key, base64[4..^4]])
            for (var at = 0; at + 6 <= form.Length; at++)
                Assert.That(text, Does.Not.Contain(form.Substring(at, 6)).IgnoreCase);
    }

    private static Dictionary<string, string> Environment(StubUpstream upstream) =>
        new()
        {
            ["ENABLED_SOURCES"] = "coingecko",
            ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0",
        };
}
