namespace Kasparro.Simulator.Market;

/// <summary>What the market is made of. Two markets with the same options and time hold the same prices.</summary>
/// <param name="Seed">Everything that looks random follows from it.</param>
/// <param name="CoinGeckoCoins">Rows that CoinGecko has in all.</param>
/// <param name="CoinPaprikaCoins">Rows that CoinPaprika has in all.</param>
/// <param name="FrozenAt">The instant at which time stands still; null where the market moves.</param>
/// <param name="Step">Seconds between two moves.</param>
internal sealed record MarketOptions(
    long Seed,
    int CoinGeckoCoins,
    int CoinPaprikaCoins,
    DateTimeOffset? FrozenAt,
    int Step
);
