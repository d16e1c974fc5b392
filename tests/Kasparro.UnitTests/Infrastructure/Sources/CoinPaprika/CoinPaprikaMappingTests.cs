using System.Text;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinPaprika;
using Kasparro.Testing;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinPaprika;

public sealed class CoinPaprikaMappingTests
{
    private static readonly string s_coin = SampleCoins.OfCoinPaprika(1)[0];

    [TestCase("""{"KRW":{"price":3.8885684341487823e-10}}""", "quotes.USD is missing; the row has only KRW")]
    [TestCase("""{"EUR":{"price":1},"BTC":{"price":2}}""", "quotes.USD is missing; the row has only EUR, BTC")]
    [TestCase("""{"USD":null,"KRW":{}}""", "quotes.USD is null; the row has only USD, KRW")]
    [TestCase("{}", "quotes.USD is missing; the row has no quote at all")]
    [TestCase("null", "quotes.USD is missing; the row has no quote at all")]
    [EdgeCase(23), Promise(20)]
    public void A_row_without_a_quote_in_dollars_is_refused_and_names_its_quotes(string quotes, string reason) =>
        Assert.That(
            Map(PayloadVariants.With(s_coin, "quotes", quotes)),
            Is.EqualTo(new Mapping.Rejected(TransformFailureType.NoUsdQuote, reason))
        );

    [Test, EdgeCase(7)]
    public void A_zero_stays_zero_and_a_null_stays_null()
    {
        var mapping = (Mapping.Accepted)Map(
            PayloadVariants.With(
                PayloadVariants.With(s_coin, "quotes.USD.market_cap", "0"),
                "quotes.USD.volume_24h",
                "null"
            )
        );
        Assert.That(mapping.Observation.MarketCapUsd?.Text, Is.EqualTo("0"));
        Assert.That(mapping.Observation.Volume24hUsd, Is.Null);
    }

    [Test]
    public void Of_equal_keys_the_last_one_counts()
    {
        var payload = s_coin.Insert(s_coin.LastIndexOf('}'), ""","quotes":{"USD":{"price":7}}""");
        var mapping = (Mapping.Accepted)Map(payload);
        Assert.That(
            (mapping.Observation.PriceUsd.Text, mapping.Observation.MarketCapUsd),
            Is.EqualTo(("7", (NumberLexeme?)null))
        );
    }

    private static Mapping Map(string payload) =>
        CoinPaprikaMapping.Map(new StoredRecord(Encoding.UTF8.GetBytes(payload)));
}
