using System.Globalization;
using Kasparro.Simulator.Market;
using Kasparro.Simulator.Numbers;

namespace Kasparro.Simulator.Csv;

/// <summary>
/// Sample files of daily prices, one coin a file, in the columns of the well-known historical data sets.
/// </summary>
internal static class OhlcvFiles
{
    private const int Files = 6;

    /// <summary>A day is one step of these walks, unlike those of the market, which move by the minute.</summary>
    private const double DailyVolatility = 0.02;

    /// <param name="seed">Everything that looks random follows from it.</param>
    /// <param name="end">The day after the last row.</param>
    /// <param name="days">Rows in each file.</param>
    public static void Write(string folder, long seed, DateOnly end, int days)
    {
        Directory.CreateDirectory(folder);
        var coins = new Catalogue(seed, coinGeckoCoins: 40, coinPaprikaCoins: 40).CoinGecko;
        // Shiba Inu among them: its prices are small enough to be written with an exponent.
        foreach (var coin in coins.Take(Files - 1).Append(coins.First(coin => coin.Symbol == "SHIB")))
            File.WriteAllLines(
                Path.Combine(folder, $"coin_{coin.Name.Replace(" ", "", StringComparison.Ordinal)}.csv"),
                Rows(coin, new Noise(seed), end.AddDays(-days), days)
            );
    }

    private static IEnumerable<string> Rows(Coin coin, Noise noise, DateOnly first, int days)
    {
        yield return "SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap";
        for (var number = 1; number <= days; number++)
        {
            var day = first.AddDays(number - 1);
            var (open, close) = (PriceOn(day.AddDays(-1)), PriceOn(day));
            var spread = 1 + (0.03 * noise.Uniform(coin.Number, -day.DayNumber));
            // The first day of a series has no volume yet, in the real files too.
            var volume =
                number == 1 ? 0 : close * coin.Supply * (0.01 + (0.05 * noise.Uniform(coin.Number, day.DayNumber)));
            yield return string.Join(
                ',',
                number.ToString(CultureInfo.InvariantCulture),
                coin.Name,
                coin.Symbol,
                $"{day:yyyy-MM-dd} 23:59:59",
                Text(Math.Max(open, close) * spread),
                Text(Math.Min(open, close) / spread),
                Text(open),
                Text(close),
                Text(volume),
                Text(close * coin.Supply)
            );
        }

        double PriceOn(DateOnly day) =>
            coin.BasePrice
            * Math.Exp(noise.Walk(coin.Number, day.DayNumber, coin.BasePrice == 1 ? 1e-4 : DailyVolatility));
    }

    private static string Text(double value) => Lexeme.Ruby(Lexeme.Significant(value, 14));
}
