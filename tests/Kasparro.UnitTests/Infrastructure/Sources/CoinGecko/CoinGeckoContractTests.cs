using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinGecko;

public sealed class CoinGeckoContractTests() : HttpSourceContract(new CoinGeckoModule(), "COINGECKO")
{
    protected override IReadOnlyList<string> Payloads { get; } = SampleCoins.OfCoinGecko(count: 25);

    protected override string[] Recorded =>
        [
            "coingecko/markets_*.json",
            "coingecko/series_blockstate/markets_*Z.json",
            "coingecko/series_blockstate/*_nullprice.json",
            "coingecko/series_currencycap/*.json",
        ];

    protected override bool RequestsPages => true;
}
