using System.Globalization;
using Kasparro.Simulator;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Torture;

/// <summary>Rounds of EtlHost programs that are disturbed at random.</summary>
internal sealed class TorturedPrograms : IAsyncDisposable
{
    private const int Killed = 137;
    private const int Terminated = 143;
    private const int MostAttempts = 10;

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

    private readonly TestDatabase _database;
    private readonly UpstreamSimulator _simulator;
    private readonly Dictionary<string, string> _environment;
    private readonly StoredPromises _promises;
    private readonly List<int> _exits = [];
    private readonly System.Diagnostics.Stopwatch _watch = System.Diagnostics.Stopwatch.StartNew();

    private TorturedPrograms(TestDatabase database, UpstreamSimulator simulator, Random random)
    {
        (_database, _simulator, Random) = (database, simulator, random);
        _environment = Environment(simulator);
        _promises = new StoredPromises(database);
    }

    public Random Random { get; }

    /// <summary>What a program's environment has besides; none by default.</summary>
    public Func<Random, IReadOnlyDictionary<string, string>> Surroundings { get; init; } =
        _ => new Dictionary<string, string>();

    /// <summary>False where programs have clocks of their own: then no order is read from their times.</summary>
    public bool ClocksAgree { get; init; } = true;

    public bool GoesOn => _watch.Elapsed < Duration();

    public static async Task<TorturedPrograms> StartAsync(
        TestDatabase database,
        Func<Random, IReadOnlyDictionary<string, string>>? surroundings = null
    )
    {
        var seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"Seed {seed}.");
        var simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions
            {
                CoinGeckoCoins = 400,
                CoinPaprikaCoins = 300,
                Step = 1,
                FailRate = 0.05,
                HostileRate = 0.05,
                Seed = seed,
            }
        );
        return surroundings is null
            ? new TorturedPrograms(database, simulator, new Random(seed))
            : new TorturedPrograms(database, simulator, new Random(seed))
            {
                Surroundings = surroundings,
                ClocksAgree = false,
            };
    }

    /// <param name="atOnce">How many programs.</param>
    /// <param name="besides">What else happens meanwhile; it is over when its task is.</param>
    public async Task PlayRoundAsync(int atOnce, Func<Task> besides)
    {
        var hosts = Enumerable
            .Range(0, atOnce)
            .Select(_ =>
                EtlHostProcess.Start(
                    _database,
                    _environment.Concat(Surroundings(Random)).ToDictionary(),
                    s_commands[Random.Next(s_commands.Length)]
                )
            )
            .ToList();
        var fates = hosts.Select(host => DisturbAsync(host, Random.Next(5), Random.Next(200, 4_000))).ToList();
        await Task.WhenAll(fates.Append(besides()));

        foreach (var host in hosts)
        {
            var exit = await host.ExitAsync();
            Assert.That(IsHonest(exit), $"{exit.Code}: {exit.Output}{exit.Errors}");
            _exits.Add(exit.Code);
            await host.DisposeAsync();
        }

        await _promises.LookAsync();
    }

    /// <summary>No person helps: the same command again, until the APIs answered it.</summary>
    public async Task RecoverAsync()
    {
        var codes = _exits.GroupBy(code => code).Select(group => $"{group.Count()} ended with {group.Key}");
        TestContext.Out.WriteLine($"{_exits.Count} programs: {string.Join(", ", codes)}.");
        for (var attempt = 1; ; attempt++)
        {
            var exit = await EtlHostProcess.RunAsync(_database, _environment, "run");
            // A lock of a killed program is freed a moment after it; a source that is skipped for that counts as
            // success.
            if (
                exit.Code == 0
                && await _database.ScalarAsync<long>("SELECT count(*) FROM etl_runs WHERE status = 'running'") == 0
            )
                return;
            Assert.That(attempt, Is.LessThan(MostAttempts), exit.Output + exit.Errors);
        }
    }

    public async Task AssertPromisesAsync()
    {
        await _promises.AssertAsync(ClocksAgree);
        var verified = await EtlHostProcess.RunAsync(_database, _environment, "verify");
        Assert.That(verified.Code, Is.Zero, verified.Output + verified.Errors);
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

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
            await EndTwoSessionsAsync();
        await host.ExitAsync();
    }

    private async Task EndTwoSessionsAsync()
    {
        try
        {
            await _database.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND application_name LIKE 'kasparro%' "
                    + "ORDER BY random() LIMIT 2"
            );
        }
        catch (Npgsql.NpgsqlException)
        {
            // The server itself is away.
        }
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
