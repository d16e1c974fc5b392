namespace Kasparro.Simulator.Market;

/// <summary>What stays of a coin while its price moves.</summary>
/// <param name="Number">Its position in the catalogue: the series of everything random about it.</param>
/// <param name="Symbol">Upper case, as CoinPaprika writes it; CoinGecko writes it in lower case.</param>
/// <param name="BasePrice">US dollars around which it walks.</param>
/// <param name="Supply">Coins in circulation; 0 where it is unknown, and then there is no market cap either.</param>
/// <param name="Period">Steps after which it trades again: 1 for most, thousands for a coin that has gone
/// stale.</param>
internal sealed record Coin(
    int Number,
    string CoinGeckoId,
    string CoinPaprikaId,
    string Symbol,
    string Name,
    double BasePrice,
    double Supply,
    double Volatility,
    int Period
)
{
    /// <summary>Listed, and not priced: CoinGecko answers null then.</summary>
    public bool LacksPrice => Number > 100 && Number % 97 == 13;

    /// <summary>Never recorded, but clients report it.</summary>
    public bool LacksTime => Number > 100 && Number % 211 == 50;

    /// <summary>
    /// What its price never exceeded: little above today's for an old coin, far above for one that came and went.
    /// </summary>
    public double AllTimeHigh => BasePrice * (Period == 1 && Volatility < 0.002 ? 2.5 : 40);

    public bool LacksCap => Supply == 0;
}
