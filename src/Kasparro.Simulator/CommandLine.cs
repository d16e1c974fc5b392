namespace Kasparro.Simulator;

/// <summary>Reads <c>--fail-rate 0.1</c>, <c>--fail-rate=0.1</c> and bare <c>--frozen</c> into options.</summary>
internal static class CommandLine
{
    public const string Help = """
        Simulates the CoinGecko and CoinPaprika APIs. Prints its address as one line, serves until it is stopped.

          --port N               0 takes a free port (default)
          --listen ADDRESS       IP address to listen on (default 127.0.0.1)
          --seed N               everything that looks random follows from it (default 1)
          --coingecko-coins N    rows of CoinGecko (default 1000)
          --coinpaprika-coins N  rows of CoinPaprika (default 800)
          --frozen               prices stand still, so that asking again brings nothing new
          --at INSTANT           the instant a frozen market shows (default 2026-01-01T00:00:00Z)
          --step SECONDS         time between two moves of a market that is not frozen (default 60)
          --pace N               answer N requests a minute, then 429 (default 0: no limit)
          --fail-rate R          share of requests answered with 500 or 503, 0 to 1 (default 0)
          --replay FOLDER        serve FOLDER/coingecko/*.json as pages and FOLDER/coinpaprika/*.json as successive answers
          --csv-out FOLDER       write sample OHLCV files into FOLDER and exit
          --csv-days N           daily rows in each of them (default 365)
        """;

    private static readonly string[] s_names =
    [
        "port",
        "listen",
        "seed",
        "coingecko-coins",
        "coinpaprika-coins",
        "frozen",
        "at",
        "step",
        "pace",
        "fail-rate",
        "replay",
        "csv-out",
        "csv-days",
    ];

    /// <exception cref="ArgumentException">The message says which argument is wrong and why.</exception>
    public static SimulatorOptions Parse(string[] args)
    {
        // The configuration reader would take the argument after a bare switch for its value.
        var complete = args.Select(arg => arg == "--frozen" ? "--frozen=true" : arg).ToArray();
        var settings = new ConfigurationBuilder().AddCommandLine(complete).Build();
        var unknown = settings
            .AsEnumerable()
            .Select(setting => setting.Key)
            .FirstOrDefault(key => !s_names.Contains(key));
        if (unknown is not null)
            throw new ArgumentException($"--{unknown} is not known. Known are --{string.Join(", --", s_names)}.");

        // Option names are the properties' with dashes between their words.
        var properties = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings
                    .AsEnumerable()
                    .Select(setting =>
                        KeyValuePair.Create(setting.Key.Replace("-", "", StringComparison.Ordinal), setting.Value)
                    )
            )
            .Build();
        try
        {
            var options = properties.Get<SimulatorOptions>() ?? new SimulatorOptions();
            return options.FindProblem() is { } problem ? throw new ArgumentException(problem) : options;
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }
}
