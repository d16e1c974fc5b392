namespace Kasparro.Dev.Upstream;

/// <summary>Where CoinGecko's and CoinPaprika's data comes from.</summary>
internal enum UpstreamKind
{
    /// <summary>The real APIs.</summary>
    Live,

    /// <summary>The simulator's invented prices.</summary>
    Simulated,

    /// <summary>The addresses that the settings name.</summary>
    Given,
}
