using System.Collections.Concurrent;
using System.Globalization;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>A backfill that is ended in the middle goes on at the coin where it stopped.</summary>
public sealed class BackfillInterruptionTests : EtlFixture
{
    private static readonly DateTimeOffset s_day = new(
        TimeProvider.System.GetUtcNow().AddDays(-20).Date,
        TimeSpan.Zero
    );

    private readonly ConcurrentQueue<string> _fetched = new();

    /// <summary>The coin whose history does not come; null for none.</summary>
    private volatile string? _hangs = "ethereum";

    private volatile string? _unknown;

    [Test, Promise(5)]
    public async Task SIGTERM_keeps_the_coins_that_are_done()
    {
        await using var upstream = await StartAsync();
        await using var host = EtlHostProcess.Start(Database, Environment(upstream), Command);
        await WaitForAsync(upstream, "ethereum");

        await host.TerminateAsync();
        var exit = await host.ExitAsync();
        var left = await RunsAsync();
        _hangs = null;
        var next = await EtlHostProcess.RunAsync(Database, Environment(upstream), Command);

        Assert.That(exit.Code, Is.EqualTo(130), exit.Output + exit.Errors);
        Assert.That(left, Is.EqualTo("success bitcoin, failed ethereum"));
        Assert.That(next.Code, Is.Zero, next.Output + next.Errors);
        Assert.That(
            await RunsAsync(),
            Is.EqualTo("success bitcoin, failed ethereum, success ethereum, success tether")
        );
        Assert.That(await BronzeAsync(), Is.EqualTo("bitcoin 2, ethereum 2, tether 2"));
    }

    [Test, Promise(6), Promise(4)]
    public async Task A_process_that_is_killed_leaves_the_coins_that_are_done_and_the_next_one_goes_on()
    {
        await using var upstream = await StartAsync();
        await using (var host = EtlHostProcess.Start(Database, Environment(upstream), Command))
        {
            await WaitForAsync(upstream, "ethereum");
            host.Kill();
            await host.ExitAsync();
        }

        // The server notices a client that is gone a moment later.
        await Eventually.UntilAsync(async () =>
            await Database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND application_name LIKE 'kasparro-%'"
            ) == 0
        );
        _hangs = null;
        var next = await EtlHostProcess.RunAsync(Database, Environment(upstream), Command);
        var verified = await EtlHostProcess.RunAsync(Database, Environment(upstream), "verify");

        Assert.That(next.Code, Is.Zero, next.Output + next.Errors);
        Assert.That(
            await RunsAsync(),
            Is.EqualTo("success bitcoin, failed ethereum, success ethereum, success tether")
        );
        Assert.That(_fetched, Is.EqualTo(["bitcoin", "ethereum", "ethereum", "tether"]));
        Assert.That(await BronzeAsync(), Is.EqualTo("bitcoin 2, ethereum 2, tether 2"));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT status || coalesce(last_failure_error, '') FROM etl_checkpoints"
            ),
            Is.EqualTo("success"),
            "what became of a backfill says nothing about the source"
        );
        Assert.That(verified.Code, Is.Zero, verified.Output);
    }

    [Test]
    public async Task A_coin_that_the_provider_does_not_know_any_more_is_named_and_the_others_go_on()
    {
        await using var upstream = await StartAsync();
        (_hangs, _unknown) = (null, "ethereum");
        var backfill = await EtlHostProcess.RunAsync(Database, Environment(upstream), Command);

        Assert.That(backfill.Code, Is.EqualTo(4), backfill.Output + backfill.Errors);
        Assert.That(await RunsAsync(), Is.EqualTo("success bitcoin, failed ethereum, success tether"));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT error_message || (SELECT backfill ->> 'done' FROM etl_checkpoints) "
                    + "FROM etl_runs WHERE status = 'failed'"
            ),
            Does.StartWith("CoinGecko has no history of 'ethereum': it does not know this id any more.")
                .And.EndsWith("""["bitcoin", "tether"]""")
        );
    }

    private static string[] Command =>
        [
            "run",
            "--source",
            "coingecko",
            "--from",
            s_day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "--to",
            s_day.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "--coins",
            "bitcoin,ethereum,tether",
            "--output",
            "json",
        ];

    /// <summary>With the coins known from a run.</summary>
    private async Task<StubUpstream> StartAsync()
    {
        var upstream = await StubUpstream.StartAsync(Respond);
        var run = await EtlHostProcess.RunAsync(Database, Environment(upstream), "run");
        Assert.That(run.Code, Is.Zero, run.Output + run.Errors);
        return upstream;
    }

    private StubResponse Respond(StubRequest request)
    {
        if (request.Path.EndsWith("/coins/markets", StringComparison.Ordinal))
            return request.Query["page"] == "1"
                ? StubResponse.Array(
                    ((string[])["bitcoin", "ethereum", "tether"]).Select(id => new Coin(id, id[..3], id).Json())
                )
                : StubResponse.Json("[]");
        var coin = request.Path.Split('/')[^3];
        _fetched.Enqueue(coin);
        if (coin == _unknown)
            return StubResponse.Json("""{"error":"coin not found"}""", 404);
        var times = ((int[])[0, 1]).Select(days => s_day.AddDays(days).ToUnixTimeMilliseconds()).ToArray();
        return coin == _hangs
            ? new StubResponse(200, []) { Hangs = true }
            : StubResponse.Json(
                $$"""
                {"prices":[[{{times[0]}},1.50],[{{times[1]}},2]],"market_caps":[[{{times[0]}},null]],
                 "total_volumes":[[{{times[1]}},7e2]]}
                """
            );
    }

    private static async Task WaitForAsync(StubUpstream upstream, string coin)
    {
        while (!upstream.Requests.Any(request => request.Path.Contains(coin, StringComparison.Ordinal)))
            await upstream.NextRequestAsync();
    }

    private Task<string?> RunsAsync() =>
        Database.ScalarAsync<string>(
            "SELECT string_agg(status || ' ' || (metadata #>> '{backfill,coin}'), ', ' ORDER BY sequence) "
                + "FROM etl_runs WHERE triggered_by = 'backfill'"
        );

    private Task<string?> BronzeAsync() =>
        Database.ScalarAsync<string>(
            "SELECT string_agg(source_id || ' ' || rows, ', ' ORDER BY source_id) FROM "
                + "(SELECT source_id, count(*) AS rows FROM raw_coingecko WHERE envelope IS NOT NULL GROUP BY 1) r"
        );

    private static Dictionary<string, string> Environment(StubUpstream upstream) =>
        new()
        {
            ["ENABLED_SOURCES"] = "coingecko",
            ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0",
        };
}
