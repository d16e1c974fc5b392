using System.Globalization;

namespace Kasparro.Testing.Sources;

/// <summary>Made-up coins in the shapes of the two APIs, the same ones on every machine.</summary>
public static class SampleCoins
{
    private static readonly DateTimeOffset s_from = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);

    public static IReadOnlyList<string> OfCoinGecko(int count, int seed = 1)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(1, count)
                .Select(number =>
                {
                    var (price, cap) = (Price(random), random.NextInt64(1, 3_000_000_000_000));
                    var (volume, times) = (random.NextInt64(1, 9_000_000_000), Fraction(random));
                    return $$"""
                        {"id":"sample-coin-{{number}}","symbol":"sc{{number}}","name":"Sample Coin {{number}}",
                        "image":"https://images.invalid/{{number}}.png","current_price":{{price}},
                        "market_cap":{{cap}},"market_cap_rank":{{number}},"fully_diluted_valuation":null,
                        "total_volume":{{volume}}.0,"high_24h":null,"price_change_24h":-1.11e-16,
                        "max_supply":9223372036854775807,"ath_change_percentage":8.146238558901932e+36,
                        "roi":{"times":{{times}},"currency":"usd","percentage":-9.53674316406e-7},
                        "last_updated":"{{At(random):yyyy-MM-ddTHH:mm:ss.fffZ}}"}
                        """.ReplaceLineEndings("");
                }),
        ];
    }

    public static IReadOnlyList<string> OfCoinPaprika(int count, int seed = 1)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(1, count)
                .Select(number =>
                {
                    var (at, price) = (At(random), Price(random));
                    var (volume, cap) = (Fraction(random), random.NextInt64(0, 900_000_000_000));
                    return $$$"""
                        {"id":"sc{{{number}}}-sample-coin","name":"Sample Coin {{{number}}}",
                        "symbol":"SC{{{number}}}","rank":{{{number}}},"total_supply":981847205393966080,
                        "max_supply":0,"beta_value":-173664000,"first_data_at":"1970-01-01T00:00:00Z",
                        "last_updated":"{{{at:yyyy-MM-ddTHH:mm:ssZ}}}","quotes":{"USD":{"price":{{{price}}},
                        "volume_24h":{{{volume}}},"volume_24h_change_24h":0,"market_cap":{{{cap}}},
                        "percent_change_24h":1699566711504140.5,"ath_price":null,"ath_date":null},
                        "KRW":{"price":3.8885684341487823e-10,"market_cap":1}}, "tags": [] }
                        """.ReplaceLineEndings("");
                }),
        ];
    }

    /// <summary>From 1e-17 to 1e5, as plain digits or with an exponent.</summary>
    private static string Price(Random random) =>
        random.Next(3) switch
        {
            0 => $"{1 + random.Next(9)}.{random.Next(100_000, 999_999)}e-{random.Next(5, 18):00}",
            1 => random.Next(1, 100_000).ToString(CultureInfo.InvariantCulture),
            _ => Fraction(random),
        };

    private static string Fraction(Random random) =>
        $"{random.Next(1, 100_000)}.{random.NextInt64(100_000_000_000, 999_999_999_999)}";

    private static DateTimeOffset At(Random random) => s_from.AddMilliseconds(random.Next(86_400_000));
}
