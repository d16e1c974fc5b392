using System.Net;

namespace Kasparro.Simulator;

/// <summary>What is simulated. Two simulators with the same options and time answer the same bytes.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Everything that looks random follows from it.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>TCP port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>IP address to listen on: 0.0.0.0 in a container, whose loopback only itself can reach.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>Rows that CoinGecko has in all.</summary>
    public int CoinGeckoCoins { get; init; } = 1_000;

    /// <summary>Rows that CoinPaprika has in all. Three quarters of the shorter list are in both.</summary>
    public int CoinPaprikaCoins { get; init; } = 800;

    /// <summary>Time stands still at <see cref="At"/>: asking again gives the same rows.</summary>
    public bool Frozen { get; init; }

    /// <summary>The instant a frozen market shows.</summary>
    public DateTimeOffset At { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seconds between two moves of a market that is not frozen.</summary>
    public int Step { get; init; } = 60;

    /// <summary>Requests a minute that each API answers; the next get 429. 0: no limit.</summary>
    public int Pace { get; init; }

    /// <summary>Share of requests, 0 to 1, that are body with 500 or 503.</summary>
    public double FailRate { get; init; }

    /// <summary>Share of responses, 0 to 1, that are damaged: cut, badly packed, hard to read.</summary>
    public double HostileRate { get; init; }

    /// <summary>Fields that both APIs send under another name: <c>old=new</c>, separated by commas.</summary>
    public string? Rename { get; init; }

    /// <summary>
    /// Folder with recorded answers to serve: <c>coingecko/*.json</c> are its pages, <c>coinpaprika/*.json</c>
    /// successive answers (the last stays). An API without a folder is simulated.
    /// </summary>
    public string? Replay { get; init; }

    /// <summary>Write sample OHLCV files into this folder, then exit.</summary>
    public string? CsvOut { get; init; }

    /// <summary>Daily rows in each sample file.</summary>
    public int CsvDays { get; init; } = 365;

    /// <returns>What is wrong, in words for the one who typed it; null where nothing is.</returns>
    public string? FindProblem() =>
        this switch
        {
            { Port: < 0 or > 65_535 } => $"--port is {Port}; it may be 0 to 65535.",
            { Listen: var listen } when !IPAddress.TryParse(listen, out _) =>
                $"--listen is '{Listen}', which is not an IP address.",
            { CoinGeckoCoins: < 0 or > 50_000 } => $"--coingecko-coins is {CoinGeckoCoins}; it may be 0 to 50000.",
            { CoinPaprikaCoins: < 0 or > 50_000 } =>
                $"--coinpaprika-coins is {CoinPaprikaCoins}; it may be 0 to 50000.",
            { Step: < 1 } => $"--step is {Step}; it must be at least 1 second.",
            { Pace: < 0 } => $"--pace is {Pace}; it must be at least 0.",
            { FailRate: < 0 or > 1 } => $"--fail-rate is {FailRate}; it may be 0 to 1.",
            { HostileRate: < 0 or > 1 } => $"--hostile-rate is {HostileRate}; it may be 0 to 1.",
            { Rename: { } rename }
                when !rename.Split(',').All(pair => pair.Split('=') is [{ Length: > 0 }, { Length: > 0 }]) =>
                $"--rename is '{rename}'; it must be names such as market_cap=cap, separated by commas.",
            { CsvDays: < 1 or > 10_000 } => $"--csv-days is {CsvDays}; it may be 1 to 10000.",
            { Replay: { } folder } when !Directory.Exists(folder) => $"--replay is '{folder}', which is not a folder.",
            _ => null,
        };
}
