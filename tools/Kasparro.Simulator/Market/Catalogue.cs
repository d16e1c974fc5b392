using System.Globalization;
using System.Text;

namespace Kasparro.Simulator.Market;

/// <summary>
/// The coins of both lists. The first ones are in both, under the same symbol and name, as on the real lists.
/// </summary>
internal sealed class Catalogue
{
    private readonly HashSet<string> _coinGeckoIds = [];
    private readonly HashSet<string> _coinPaprikaIds = [];
    private readonly HashSet<string> _names = [];
    private readonly Noise _noise;

    public Catalogue(long seed, int coinGeckoCoins, int coinPaprikaCoins)
    {
        _noise = new Noise(seed);
        var both = Math.Min(coinGeckoCoins, coinPaprikaCoins) * 3 / 4;
        var all = Enumerable.Range(0, coinGeckoCoins + coinPaprikaCoins - both).Select(Create).ToList();
        CoinGecko = all[..coinGeckoCoins];
        CoinPaprika = [.. all[..both], .. all[coinGeckoCoins..]];
    }

    public IReadOnlyList<Coin> CoinGecko { get; }

    public IReadOnlyList<Coin> CoinPaprika { get; }

    private Coin Create(int number)
    {
        var known = number < KnownCoins.Top.Length;
        var (symbol, name) = known
            ? (KnownCoins.Top[number].Symbol, KnownCoins.Top[number].Name)
            : Odd(number) ?? Invent(number);
        var price = known ? KnownCoins.Top[number].Price : InventPrice(number);
        var supply = known ? KnownCoins.Top[number].Supply : InventSupply(number, price);
        return new Coin(
            number,
            Claim(_coinGeckoIds, Slug(name) is { Length: > 0 } slug ? slug : "_"),
            Claim(_coinPaprikaIds, $"{Slug(symbol)}-{Slug(name)}"),
            symbol,
            name,
            price,
            supply,
            Volatility: price == 1 ? 2e-6
                : known ? 0.0012
                : 0.004,
            Period: known
                ? 1
                : _noise.Uniform(Series.Period, number) switch
                {
                    < 0.80 => 1,
                    < 0.95 => 2 + (number % 4),
                    _ => 20_000,
                }
        );
    }

    private static (string Symbol, string Name)? Odd(int number)
    {
        // Spread out, so that even a short list has some and no page has all.
        var (index, rest) = Math.DivRem(number - KnownCoins.Top.Length, 7);
        return rest == 3 && index < KnownCoins.Odd.Length ? KnownCoins.Odd[index] : null;
    }

    private (string Symbol, string Name) Invent(int number)
    {
        for (var attempt = 0; ; attempt++)
        {
            var position = ((long)number << 8) + attempt;
            string[] words =
            [
                Pick(KnownCoins.First, Series.FirstWord, position),
                Pick(KnownCoins.Second, Series.SecondWord, position),
                Pick(KnownCoins.Third, Series.ThirdWord, position),
            ];
            var name = string.Join(' ', words.Where(word => word.Length > 0)) + (attempt < 20 ? "" : $" {number}");
            if (!_names.Add(name))
                continue;

            // Short symbols collide between names, as they do for real.
            return ((words[0][..2] + words[1][..(1 + (number % 3))]).ToUpperInvariant(), name);
        }
    }

    private string Pick(string[] words, long series, long position) =>
        words[_noise.Below(words.Length, series, position)];

    /// <summary>1e-12 to 1e3, half of them below a cent.</summary>
    private double InventPrice(int number) =>
        Math.Pow(10, 3 - (15 * Math.Pow(_noise.Uniform(Series.Price, number), 1.6)));

    private double InventSupply(int number, double price)
    {
        if (_noise.Uniform(Series.NoSupply, number) < 0.05)
            return 0;
        var cap = Math.Pow(10, 9 - (5 * _noise.Uniform(Series.Cap, number)));
        return Math.Min(Math.Round(cap / price), 9e17);
    }

    /// <summary>The id, or the id with the next free number behind it.</summary>
    private static string Claim(HashSet<string> taken, string id)
    {
        for (var copy = 1; ; copy++)
        {
            var candidate = copy == 1 ? id : $"{id}-{copy.ToString(CultureInfo.InvariantCulture)}";
            if (taken.Add(candidate))
                return candidate;
        }
    }

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }

    private static class Series
    {
        public const int FirstWord = -1,
            SecondWord = -2,
            ThirdWord = -3,
            Price = -4,
            Cap = -5,
            NoSupply = -6,
            Period = -7;
    }
}
