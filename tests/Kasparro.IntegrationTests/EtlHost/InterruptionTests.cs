using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class InterruptionTests : EtlFixture
{
    private static readonly StubResponse s_page = StubResponse.Json(
        $"[{new Coin("bitcoin").Json()},{new Coin("ethereum", "eth", "Ethereum").Json()}]"
    );

    private static readonly StubResponse s_hangs = new(200, []) { Hangs = true };

    [Test, Promise(5)]
    public async Task SIGTERM_ends_a_run_in_time_with_nothing_half_written_and_130()
    {
        await using var upstream = await StubUpstream.StartAsync(StubUpstream.InTurn(s_page, s_hangs));
        await using var host = EtlHostProcess.Start(Database, Environment(upstream), "run");
        await upstream.NextRequestAsync();
        await upstream.NextRequestAsync();

        await host.TerminateAsync();
        var exit = await host.ExitAsync();

        Assert.That(exit.Code, Is.EqualTo(130), exit.Output + exit.Errors);
        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
        Assert.That(
            await Database.ScalarAsync<string>("SELECT status || ': ' || error_message FROM etl_runs"),
            Is.EqualTo("failed: The run was cancelled before it ended. Nothing was stored by it; start it again.")
        );
    }

    [Test, Promise(5)]
    public async Task SIGTERM_again_and_again_changes_nothing_up_to_the_last_moment()
    {
        await using var upstream = await StubUpstream.StartAsync(StubUpstream.InTurn(s_page, s_hangs));
        await using var host = EtlHostProcess.Start(Database, Environment(upstream), "run");
        await upstream.NextRequestAsync();

        await host.TerminateUntilItEndsAsync();
        var exit = await host.ExitAsync();

        Assert.That(exit.Code, Is.EqualTo(130), exit.Output + exit.Errors);
        Assert.That(exit.Errors, Does.Contain("Cancelled."));
    }

    [Test, Promise(6), Promise(4)]
    public async Task A_process_that_is_killed_leaves_a_run_that_the_next_one_closes_before_it_does_its_own()
    {
        await using var upstream = await StubUpstream.StartAsync(
            StubUpstream.InTurn(s_page, s_hangs, s_page, StubResponse.Json("[]"))
        );
        await using (var host = EtlHostProcess.Start(Database, Environment(upstream), "run"))
        {
            await upstream.NextRequestAsync();
            await upstream.NextRequestAsync();
            host.Kill();
            await host.ExitAsync();
        }

        var left = (
            await CountAsync("raw_coingecko"),
            await Database.ScalarAsync<string>("SELECT status FROM etl_runs")
        );
        // The server notices a client that is gone a moment later.
        await Eventually.UntilAsync(async () =>
            await Database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND application_name LIKE 'kasparro-%'"
            ) == 0
        );
        var next = await EtlHostProcess.RunAsync(Database, Environment(upstream), "run");

        Assert.That(left, Is.EqualTo((0, "running")));
        Assert.That(next.Code, Is.Zero, next.Output + next.Errors);
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT string_agg(status || ' ' || coalesce(metadata->>'failure_class', '-'), ', ' "
                    + "ORDER BY started_at) FROM etl_runs"
            ),
            Is.EqualTo("failed system, success -")
        );
        Assert.That((await CountAsync("raw_coingecko"), await CountAsync("asset_market_data")), Is.EqualTo((2, 2)));
    }

    private static Dictionary<string, string> Environment(StubUpstream upstream) =>
        new()
        {
            ["ENABLED_SOURCES"] = "coingecko",
            ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0",
        };
}
