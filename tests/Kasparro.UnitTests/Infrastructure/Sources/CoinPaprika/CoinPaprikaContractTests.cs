using Kasparro.Infrastructure.Sources.CoinPaprika;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinPaprika;

public sealed class CoinPaprikaContractTests() : HttpSourceContract(new CoinPaprikaModule(), "COINPAPRIKA")
{
    protected override IReadOnlyList<string> Payloads { get; } = SampleCoins.OfCoinPaprika(count: 25);

    protected override string[] Recorded => ["coinpaprika/tickers_*_usd_*.json"];

    protected override bool RequestsPages => false;
}
