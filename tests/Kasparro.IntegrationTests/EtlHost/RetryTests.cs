using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>A source that is away for a moment is not left alone until the next scheduled run.</summary>
public sealed class RetryTests : EtlFixture
{
    private static readonly StubResponse s_unavailable = StubResponse.Json("{}") with { Status = 503 };

    private static readonly StubResponse s_coins = StubResponse.Array([new Coin("bitcoin").Json()]);

    [Test]
    public async Task A_source_that_fails_as_transient_is_tried_once_more_as_a_run_of_its_own()
    {
        var exit = await RunAsync(pause: "10ms", s_unavailable, s_coins, StubResponse.Json("[]"));

        Assert.That(exit.Code, Is.Zero, exit.Output);
        Assert.That(await RunsAsync(), Is.EqualTo(new[] { "failed cron", "success retry" }));
        Assert.That(exit.Output, Does.Contain("coingecko: the first run failed and was retried."));
    }

    [Test]
    public async Task It_is_tried_once_more_and_not_again()
    {
        var exit = await RunAsync(pause: "10ms", s_unavailable);

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(await RunsAsync(), Is.EqualTo(new[] { "failed cron", "failed retry" }));
    }

    [Test]
    public async Task What_no_retry_can_help_is_not_tried_again()
    {
        var exit = await RunAsync(pause: "10ms", StubResponse.Json("{}") with { Status = 401 });

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(await RunsAsync(), Is.EqualTo(new[] { "failed cron" }));
    }

    [TestCase("0s", TestName = "A pause of 0 is never")]
    [TestCase("30s", TestName = "A pause that ends beyond the time limit is never")]
    public async Task A_source_is_not_tried_again(string pause)
    {
        await RunAsync(pause, s_unavailable);

        Assert.That(await RunsAsync(), Is.EqualTo(new[] { "failed cron" }));
    }

    private async Task<EtlHostExit> RunAsync(string pause, params StubResponse[] responses)
    {
        await using var upstream = await StubUpstream.StartAsync(StubUpstream.InTurn(responses));
        return await EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = "coingecko",
                ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0s",
                ["COINGECKO_MAX_RETRIES"] = "0",
                ["COINGECKO_TIME_LIMIT"] = "30s",
                ["ETL_RETRY_PAUSE"] = pause,
            },
            "run",
            "--triggered-by",
            "cron",
            "--output",
            "table"
        );
    }

    private async Task<IEnumerable<string?>> RunsAsync() =>
        (await Database.RowsAsync("SELECT status || ' ' || triggered_by FROM etl_runs ORDER BY sequence")).Select(row =>
            row[0]
        );
}
