namespace Kasparro.Simulator.Market;

/// <summary>A coin at one instant, in US dollars.</summary>
/// <param name="MarketCap">0 where the supply is not known.</param>
/// <param name="DayBefore">Price 24 hours earlier.</param>
/// <param name="Rank">By market cap, from 1; null without one.</param>
internal sealed record Quote(
    Coin Coin,
    double Price,
    double MarketCap,
    double Volume,
    double DayBefore,
    double High,
    double Low,
    DateTimeOffset LastUpdated,
    int? Rank
);
