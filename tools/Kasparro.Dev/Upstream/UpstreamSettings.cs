using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Upstream;

/// <summary>Settings that lead the ETL to what was chosen.</summary>
internal static class UpstreamSettings
{
    /// <summary>
    /// A plan without the pauses and the page limit that the real one needs; a real key never goes to the simulator.
    /// </summary>
    /// <param name="address">The simulator's, with a slash at the end.</param>
    public static IReadOnlyDictionary<string, string> Simulated(string address) =>
        new Dictionary<string, string>
        {
            ["COINGECKO_BASE_URL"] = $"{address}api/v3",
            ["COINGECKO_PLAN"] = "pro",
            ["COINGECKO_API_KEY"] = "simulated",
            ["COINGECKO_MIN_INTERVAL"] = "0s",
            ["COINPAPRIKA_BASE_URL"] = $"{address}v1",
            ["COINPAPRIKA_API_KEY"] = "",
            ["COINPAPRIKA_MIN_INTERVAL"] = "0s",
        };

    /// <summary>CoinGecko without a key answers one page every 20 s: a demo takes few of them.</summary>
    /// <returns>Empty where the user decided.</returns>
    public static IReadOnlyDictionary<string, string> ShortDemo(LocalSettings settings) =>
        settings.Has("COINGECKO_API_KEY") || settings.Has("COINGECKO_MAX_PAGES")
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["COINGECKO_MAX_PAGES"] = "3" };
}
