using System.Globalization;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// Daily candles of 22 coins in the shape that exchanges and archives give: 17 significant digits, seeded, so the same
/// every time.
/// </summary>
internal static class OhlcvFile
{
    public const int Coins = 22;

    private static readonly DateTime s_first = new(2013, 4, 29, 23, 59, 59);

    public static void Write(string path, int rows) => Write(path, rows, s_first, TimeSpan.FromHours(1));

    /// <param name="first">The time of each coin's first candle.</param>
    /// <param name="step">From one candle to the next.</param>
    public static void Write(string path, int rows, DateTime first, TimeSpan step)
    {
        var random = new Random(20_260_101);
        using var file = new StreamWriter(path);
        file.WriteLine("SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap");
        for (var row = 0; row < rows; row++)
        {
            var coin = (int)((long)row * Coins / rows);
            var price = Math.Exp((random.NextDouble() * 16) - 8);
            var at = first + (step * (row - (coin * (rows / Coins))));
            file.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row + 1},Benchmark Coin {coin},BC{coin},{at:yyyy-MM-dd HH:mm:ss},"
                        + $"{price * 1.02:R},{price * 0.98:R},{price * 1.01:R},{price:R},"
                        + $"{price * random.Next(1, 1_000_000):R},{price * 18_000_000:R}"
                )
            );
        }
    }
}
