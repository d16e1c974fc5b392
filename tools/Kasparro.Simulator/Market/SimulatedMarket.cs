namespace Kasparro.Simulator.Market;

/// <summary>Prices as random walks over simulated time.</summary>
internal sealed class SimulatedMarket
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly MarketOptions _options;
    private readonly TimeProvider _time;
    private readonly Noise _noise;
    private readonly Catalogue _catalogue;
    private (long Step, IReadOnlyList<Quote> CoinGecko, IReadOnlyList<Quote> CoinPaprika)? _latest;

    public SimulatedMarket(MarketOptions options, TimeProvider time)
    {
        (_options, _time, _noise) = (options, time, new Noise(options.Seed));
        _catalogue = new Catalogue(options.Seed, options.CoinGeckoCoins, options.CoinPaprikaCoins);
    }

    /// <summary>Highest market cap first.</summary>
    public IReadOnlyList<Quote> CoinGecko => Latest().CoinGecko;

    /// <summary>Highest market cap first.</summary>
    public IReadOnlyList<Quote> CoinPaprika => Latest().CoinPaprika;

    public DateTimeOffset Now => _options.FrozenAt ?? _time.GetUtcNow();

    public Coin? FindCoinGecko(string id) => _catalogue.CoinGecko.FirstOrDefault(coin => coin.CoinGeckoId == id);

    public Coin? FindCoinPaprika(string id) => _catalogue.CoinPaprika.FirstOrDefault(coin => coin.CoinPaprikaId == id);

    /// <summary>A coin as it was at an instant.</summary>
    public Quote QuoteAt(Coin coin, DateTimeOffset at) => QuoteOf(coin, at.ToUnixTimeSeconds() / _options.Step);

    /// <summary>The full steps from one instant to another, both included.</summary>
    public static IEnumerable<DateTimeOffset> Instants(DateTimeOffset from, DateTimeOffset to, TimeSpan step)
    {
        for (
            var at = new DateTimeOffset((from.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);
            at <= to;
            at += step
        )
            yield return at;
    }

    private (long Step, IReadOnlyList<Quote> CoinGecko, IReadOnlyList<Quote> CoinPaprika) Latest()
    {
        var now = Now;
        var step = now.ToUnixTimeSeconds() / _options.Step;
        lock (_lock)
        {
            if (_latest is { } latest && latest.Step == step)
                return latest;

            var made = (step, Ranked(_catalogue.CoinGecko, step), Ranked(_catalogue.CoinPaprika, step));
            _latest = made;
            return made;
        }
    }

    private IReadOnlyList<Quote> Ranked(IReadOnlyList<Coin> coins, long step) =>
        [
            .. coins
                .Select(coin => QuoteOf(coin, step))
                .OrderByDescending(quote => quote.MarketCap)
                .ThenBy(quote => quote.Coin.Number)
                .Select((quote, index) => quote.MarketCap > 0 ? quote with { Rank = index + 1 } : quote),
        ];

    private Quote QuoteOf(Coin coin, long step)
    {
        // A coin that does not trade at every step shows its last trade, with the time of that.
        var traded = step - (step % coin.Period);
        var daySteps = Math.Max(1, (long)(s_day.TotalSeconds / _options.Step));
        var (price, before) = (PriceAt(coin, traded), PriceAt(coin, traded - daySteps));
        var turnover = 0.002 + (0.2 * _noise.Uniform(coin.Number, traded));
        var spread = 1 + (0.02 * _noise.Uniform(coin.Number, -traded));
        var age = TimeSpan.FromMilliseconds(_noise.Below(_options.Step * 1_000, coin.Number, 7));
        return new Quote(
            coin,
            price,
            Math.Round(price * coin.Supply),
            coin.BasePrice * Math.Max(coin.Supply, 1e3) * turnover,
            before,
            Math.Max(price, before) * spread,
            Math.Min(price, before) / spread,
            DateTimeOffset.FromUnixTimeSeconds(traded * _options.Step) - age,
            Rank: null
        );
    }

    private double PriceAt(Coin coin, long step) =>
        coin.BasePrice * Math.Exp(_noise.Walk(coin.Number, step, coin.Volatility));
}
