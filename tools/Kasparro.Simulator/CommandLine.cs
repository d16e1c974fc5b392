using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Kasparro.Simulator;

/// <summary>The options, as a person types them.</summary>
internal static class CommandLine
{
    /// <summary>The command line or an option's value is wrong.</summary>
    public const int BadUsage = 2;

    /// <summary>Within the ten seconds that a container is given to end.</summary>
    private static readonly TimeSpan s_terminationLimit = TimeSpan.FromSeconds(9);

    private static readonly SimulatorOptions s_defaults = new();

    private static readonly Option<int> s_port = Option("--port", "TCP port; 0 takes a free one.", s_defaults.Port);

    private static readonly Option<string> s_listen = Option("--listen", "IP address to listen on.", s_defaults.Listen);

    private static readonly Option<long> s_seed = Option(
        "--seed",
        "Everything that looks random follows from it.",
        s_defaults.Seed
    );

    private static readonly Option<int> s_coinGeckoCoins = Option(
        "--coingecko-coins",
        "Rows of CoinGecko.",
        s_defaults.CoinGeckoCoins
    );

    private static readonly Option<int> s_coinPaprikaCoins = Option(
        "--coinpaprika-coins",
        "Rows of CoinPaprika.",
        s_defaults.CoinPaprikaCoins
    );

    private static readonly Option<bool> s_frozen = new("--frozen")
    {
        Description = "Prices stand still, so that asking again brings nothing new.",
    };

    private static readonly Option<DateTimeOffset?> s_at = new("--at")
    {
        Description = "The instant that a frozen market shows (2026-01-01T00:00:00Z); UTC where it names no zone.",
        HelpName = "INSTANT",
        CustomParser = ParseInstant,
    };

    private static readonly Option<int> s_step = Option(
        "--step",
        "Seconds between two moves of a market that is not frozen.",
        s_defaults.Step
    );

    private static readonly Option<int> s_pace = Option(
        "--pace",
        "Requests a minute that each API answers; the next get 429. 0: no limit.",
        s_defaults.Pace
    );

    private static readonly Option<double> s_failRate = Option(
        "--fail-rate",
        "Share of requests, 0 to 1, body with 500 or 503.",
        s_defaults.FailRate
    );

    private static readonly Option<double> s_hostileRate = Option(
        "--hostile-rate",
        "Share of responses, 0 to 1, that are damaged: cut, badly packed, of another type, hard to read.",
        s_defaults.HostileRate
    );

    private static readonly Option<string?> s_rename = new("--rename")
    {
        Description = "Send fields under other names: market_cap=cap, separated by commas.",
        HelpName = "OLD=NEW",
    };

    private static readonly Option<string?> s_replay = new("--replay")
    {
        Description = "Serve FOLDER/coingecko/*.json as pages and FOLDER/coinpaprika/*.json as successive responses.",
        HelpName = "FOLDER",
    };

    private static readonly Option<string?> s_csvOut = new("--csv-out")
    {
        Description = "Write sample OHLCV files into FOLDER and exit.",
        HelpName = "FOLDER",
    };

    private static readonly Option<int> s_csvDays = Option(
        "--csv-days",
        "Daily rows in each sample file.",
        s_defaults.CsvDays
    );

    public static async Task<int> RunAsync(string[] args, Func<SimulatorOptions, CancellationToken, Task<int>> run)
    {
        var root = Root();
        root.SetAction((result, ct) => run(Read(result), ct));
        var parsed = root.Parse(args);
        var problems = Problems(parsed);
        if (problems.Count == 0)
            return await parsed.InvokeAsync(
                new InvocationConfiguration { ProcessTerminationTimeout = s_terminationLimit }
            );

        foreach (var problem in problems)
            await Console.Error.WriteLineAsync(problem);
        await Console.Error.WriteLineAsync("See --help.");
        return BadUsage;
    }

    public static ParseResult Parse(string[] args) => Root().Parse(args);

    /// <summary>What is wrong, in words for the one who typed it.</summary>
    public static IReadOnlyList<string> Problems(ParseResult parsed) =>
        parsed.Errors.Count > 0 ? [.. parsed.Errors.Select(error => error.Message)]
        : Read(parsed).FindProblem() is { } problem ? [problem]
        : [];

    public static SimulatorOptions Read(ParseResult parsed) =>
        new()
        {
            Port = parsed.GetValue(s_port),
            Listen = parsed.GetValue(s_listen)!,
            Seed = parsed.GetValue(s_seed),
            CoinGeckoCoins = parsed.GetValue(s_coinGeckoCoins),
            CoinPaprikaCoins = parsed.GetValue(s_coinPaprikaCoins),
            Frozen = parsed.GetValue(s_frozen),
            At = parsed.GetValue(s_at) ?? s_defaults.At,
            Step = parsed.GetValue(s_step),
            Pace = parsed.GetValue(s_pace),
            FailRate = parsed.GetValue(s_failRate),
            HostileRate = parsed.GetValue(s_hostileRate),
            Rename = parsed.GetValue(s_rename),
            Replay = parsed.GetValue(s_replay),
            CsvOut = parsed.GetValue(s_csvOut),
            CsvDays = parsed.GetValue(s_csvDays),
        };

    private static RootCommand Root() =>
        new("Simulates the CoinGecko and CoinPaprika APIs. Prints its address as one line, serves until it is stopped.")
        {
            s_port,
            s_listen,
            s_seed,
            s_coinGeckoCoins,
            s_coinPaprikaCoins,
            s_frozen,
            s_at,
            s_step,
            s_pace,
            s_failRate,
            s_hostileRate,
            s_rename,
            s_replay,
            s_csvOut,
            s_csvDays,
        };

    private static Option<T> Option<T>(string name, string description, T defaultValue) =>
        new(name) { Description = description, DefaultValueFactory = _ => defaultValue };

    private static DateTimeOffset? ParseInstant(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        )
            return instant;
        argument.AddError($"--at is '{text}', which is not an instant. Example: --at 2026-01-01T00:00:00Z");
        return null;
    }
}
