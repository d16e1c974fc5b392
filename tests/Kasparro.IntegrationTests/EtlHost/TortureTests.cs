using System.Globalization;
using Kasparro.Simulator;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>
/// Several programs at once on one database, killed, ended and cut off at random, while both APIs move, fail and
/// refuse. Whatever
/// happened, what is stored afterwards keeps the promises. A few seconds in every run of the tests;
/// KASPARRO_TORTURE_SECONDS for a night.
/// </summary>
public sealed class TortureTests : EtlFixture
{
    private const int AtOnce = 3;
    private const int Killed = 137;
    private const int Terminated = 143;

    /// <summary>
    /// Of a program that was not killed: all went well, some or all sources failed, ended by a signal.
    /// </summary>
    private static readonly int[] s_honestExits = [0, 3, 4, 130];

    private static readonly string[][] s_commands =
    [
        ["run"],
        ["run"],
        ["run"],
        ["ingest", "--source", "coingecko"],
        ["transform"],
        ["transform", "--full"],
    ];

    [Test, Promise(1), Promise(2), Promise(3), Promise(4), Promise(5), Promise(6), Promise(8), Promise(12)]
    public async Task Whatever_is_killed_or_cut_off_the_promises_hold()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        TestContext.Out.WriteLine($"Seed {seed}.");
        await using var simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions
            {
                CoinGeckoCoins = 400,
                CoinPaprikaCoins = 300,
                Step = 1,
                FailRate = 0.05,
                Seed = seed,
            }
        );
        var environment = Environment(simulator);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var exits = new List<Task<EtlHostExit>>();
        var digests = new List<(long UpTo, string Digest)>();
        var lastProgress = "";

        while (watch.Elapsed < Duration())
        {
            var hosts = Enumerable
                .Range(0, AtOnce)
                .Select(_ => EtlHostProcess.Start(Database, environment, s_commands[random.Next(s_commands.Length)]))
                .ToList();
            exits.AddRange(hosts.Select(host => host.ExitAsync()));
            await Task.WhenAll(
                hosts.Select(host => DisturbAsync(host, random.Next(5), random.Next(200, 4_000))).ToList()
            );

            digests.Add(await DigestAsync(long.MaxValue));
            var progress =
                await Database.ScalarAsync<string>(
                    "SELECT coalesce(min(last_processed_at)::text, '') FROM etl_checkpoints WHERE source = 'coingecko'"
                ) ?? "";
            Assert.That(string.CompareOrdinal(progress, lastProgress), Is.Not.Negative, "the checkpoint went back");
            lastProgress = progress;
            foreach (var exit in await Task.WhenAll(exits))
                Assert.That(IsHonest(exit), $"{exit.Code}: {exit.Output}{exit.Errors}");
            foreach (var host in hosts)
                await host.DisposeAsync();
        }

        var codes = (await Task.WhenAll(exits))
            .GroupBy(exit => exit.Code)
            .Select(group => $"{group.Count()} ended with {group.Key}");
        TestContext.Out.WriteLine($"{exits.Count} programs: {string.Join(", ", codes)}.");
        await RecoverAsync(environment);
        await AssertPromisesAsync(digests);
        var verified = await EtlHostProcess.RunAsync(Database, environment, "verify");
        Assert.That(verified.Code, Is.Zero, verified.Output + verified.Errors);
    }

    /// <summary>A program that is ended before it listens for that has done and said nothing.</summary>
    private static bool IsHonest(EtlHostExit exit) =>
        s_honestExits.Contains(exit.Code) || exit.Code == Killed || exit is { Code: Terminated, Output: "" };

    private static TimeSpan Duration() =>
        TimeSpan.FromSeconds(
            int.Parse(
                System.Environment.GetEnvironmentVariable("KASPARRO_TORTURE_SECONDS") is { Length: > 0 } given
                    ? given
                    : "15",
                CultureInfo.InvariantCulture
            )
        );

    /// <summary>At some moment of its work, or after it, or not at all.</summary>
    private async Task DisturbAsync(EtlHostProcess host, int fate, int afterMilliseconds)
    {
        // Time is what is tried here: where in its work a program is hit.
        if (fate != 0)
            await Task.WhenAny(host.ExitAsync(), Task.Delay(afterMilliseconds));
        if (fate == 1)
            host.Kill();
        if (fate == 2)
            await host.TerminateAsync();
        if (fate == 3)
            await Database.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND application_name LIKE 'kasparro%' "
                    + "ORDER BY random() LIMIT 2"
            );
    }

    /// <summary>No person helps: the same command again, until the APIs answered it.</summary>
    private async Task RecoverAsync(IReadOnlyDictionary<string, string> environment)
    {
        for (var attempt = 1; ; attempt++)
        {
            var exit = await EtlHostProcess.RunAsync(Database, environment, "run");
            // A lock of a killed program is freed a moment after it; a source that is skipped for that counts as
            // success.
            if (exit.Code == 0 && await CountAsync("etl_runs WHERE status = 'running'") == 0)
                return;
            Assert.That(attempt, Is.LessThan(10), exit.Output + exit.Errors);
        }
    }

    private async Task AssertPromisesAsync(IReadOnlyList<(long UpTo, string Digest)> digests)
    {
        foreach (var (upTo, digest) in digests)
            Assert.That((await DigestAsync(upTo)).Digest, Is.EqualTo(digest), $"Bronze up to {upTo} changed");
        foreach (var source in new[] { "coingecko", "coinpaprika" })
        {
            var table = $"raw_{source}";
            Assert.That(await CountAsync(table), Is.GreaterThan(0), "nothing was ingested, so nothing was tried");
            Assert.That(
                await CountAsync(
                    $"{table} r LEFT JOIN etl_runs USING (run_id) WHERE status IS DISTINCT FROM 'success'"
                ),
                Is.Zero,
                "rows of runs that did not succeed"
            );
            Assert.That(
                await CountAsync(table),
                Is.EqualTo(
                    await Database.ScalarAsync<long>(
                        "SELECT sum((metadata->>'inserted')::bigint)::bigint FROM etl_runs "
                            + $"WHERE source = '{source}' AND status = 'success'"
                    )
                ),
                "rows that runs reported"
            );
            Assert.That(
                await CountAsync(
                    $"(SELECT source_id, payload_hash FROM {table} GROUP BY 1, 2 HAVING count(*) > 1) twice"
                ),
                Is.Zero,
                "rows stored twice"
            );
            Assert.That(
                await CountAsync(
                    "(SELECT started_at, lag(ended_at) OVER (ORDER BY started_at) AS before "
                        + $"FROM etl_runs WHERE source = '{source}') r WHERE before > started_at"
                ),
                Is.Zero,
                "runs that overlap"
            );
            Assert.That(
                await Database.ScalarAsync<Guid>(
                    $"SELECT last_success_run_id FROM etl_checkpoints WHERE source = '{source}'"
                ),
                Is.EqualTo(
                    await Database.ScalarAsync<Guid>(
                        $"SELECT run_id FROM etl_runs WHERE source = '{source}' AND status = 'success' "
                            + "ORDER BY started_at DESC LIMIT 1"
                    )
                )
            );
            Assert.That(
                await CountAsync(
                    $"(SELECT raw_id FROM asset_market_data WHERE source = '{source}' INTERSECT "
                        + $"SELECT raw_id FROM transform_failures WHERE source = '{source}') doubled"
                ),
                Is.Zero,
                "rows that succeeded and failed"
            );
        }

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT string_agg(source || ' ' || silver_rows || ' ' || failure_rows, ', ' "
                    + "ORDER BY source) FROM transformations"
            ),
            Is.EqualTo(
                await Database.ScalarAsync<string>(
                    "SELECT string_agg(source || ' ' || (SELECT count(*) FROM asset_market_data m "
                        + "WHERE m.source = d.source) || ' ' || (SELECT count(*) FROM transform_failures f "
                        + "WHERE f.source = d.source), ', ' ORDER BY source) FROM transformations d"
                )
            )
        );
    }

    /// <summary>Of all that Bronze held at one time.</summary>
    private async Task<(long UpTo, string Digest)> DigestAsync(long upTo)
    {
        var highest = Math.Min(
            upTo,
            await Database.ScalarAsync<long>("SELECT coalesce(max(id), 0) FROM raw_coingecko")
        );
        return (
            highest,
            await Database.ScalarAsync<string>(
                "SELECT md5(coalesce(string_agg(id || source_id || payload || run_id, ',' "
                    + $"ORDER BY id), '')) FROM raw_coingecko WHERE id <= {highest}"
            ) ?? ""
        );
    }

    private static Dictionary<string, string> Environment(UpstreamSimulator simulator) =>
        new()
        {
            ["ENABLED_SOURCES"] = "coingecko,coinpaprika",
            ["COINGECKO_BASE_URL"] = simulator.CoinGeckoUrl.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "20ms",
            ["COINGECKO_PAGE_SIZE"] = "50",
            ["COINGECKO_MAX_RETRIES"] = "1",
            ["COINPAPRIKA_BASE_URL"] = simulator.CoinPaprikaUrl.ToString(),
            ["COINPAPRIKA_MIN_INTERVAL"] = "0",
            ["COINPAPRIKA_MAX_RETRIES"] = "1",
        };
}
