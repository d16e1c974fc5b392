using System.Text;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Infrastructure.Sources.CoinPaprika;
using Kasparro.Infrastructure.Sources.Registration;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources;

/// <summary>Real responses, where this machine has some.</summary>
public sealed class RecordedPayloadsTests
{
    private static readonly string[] s_coinGecko =
    [
        "coingecko/markets_*.json",
        "coingecko/series_blockstate/markets_*Z.json",
        "coingecko/series_blockstate/*_nullprice.json",
        "coingecko/series_currencycap/*.json",
    ];

    [Test]
    public Task Every_recorded_coin_of_CoinGecko_gives_an_observation_or_a_reason() =>
        AssertRowsOrReasonsAsync(new CoinGeckoModule(), s_coinGecko);

    [Test]
    public Task Every_recorded_coin_of_CoinPaprika_gives_an_observation_or_a_reason() =>
        AssertRowsOrReasonsAsync(new CoinPaprikaModule(), "coinpaprika/tickers_*_usd_*.json");

    private static async Task AssertRowsOrReasonsAsync(ISourceModule module, params string[] patterns)
    {
        await using var bench = new SourceBench(module, new Dictionary<string, string?>());
        var mappings = RecordedData
            .Files(patterns)
            .SelectMany(RecordedData.Records)
            .Select(payload => (Payload: payload, Mapping: bench.Source.Map(Encoding.UTF8.GetBytes(payload))))
            .ToList();

        Assert.That(mappings.Select(row => row.Mapping), Has.Some.TypeOf<Mapping.Accepted>());
        foreach (var (payload, mapping) in mappings)
        {
            MappingAssert.ReasonIsStorable(payload, mapping);
            MappingAssert.NumbersAreAsWritten(payload, mapping);
        }
    }
}
