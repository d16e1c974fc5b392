using System.Globalization;

namespace Kasparro.Benchmarks;

/// <summary>
/// Daily candles of 22 coins in the shape that exchanges and archives give: 17 significant digits, seeded, so the same
/// every time.
/// </summary>
internal static class OhlcvFile
{
    private const int Coins = 22;

    public static void Write(string path, int rows)
    {
        var random = new Random(20_260_101);
        using var file = new StreamWriter(path);
        file.WriteLine("SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap");
        var first = new DateTime(2013, 4, 29, 23, 59, 59);
        for (var row = 0; row < rows; row++)
        {
            var coin = row * Coins / rows;
            var price = Math.Exp((random.NextDouble() * 16) - 8);
            var at = first.AddHours(row - (coin * (rows / Coins)));
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
