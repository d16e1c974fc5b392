using System.Text;
using Kasparro.Domain.MarketData;
using Kasparro.Testing;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

public sealed class RecordFieldsTests
{
    [TestCase(",\"currency\":\"USD\"", true)]
    [TestCase(",\"currency\":\"usd\"", true)]
    [TestCase(",\"currency\":\"EUR\"", false)]
    [TestCase(",\"currency\":\"\"", false)]
    [TestCase(",\"currency\":null", false)]
    [TestCase(",\"currency\":[\"USD\"]", false)]
    [TestCase("", false)]
    [Promise(20)]
    public async Task Only_a_record_that_says_dollars_gives_a_price_where_a_source_names_currencies(
        string currency,
        bool isAccepted
    )
    {
        var module = StatedModule.With(StatedModule.Fields with { Currency = "currency" });
        await using var bench = new SourceBench(module, new Dictionary<string, string?>());

        var mapping = bench.Source.Map(
            Encoding.UTF8.GetBytes($$"""{"id":"a","symbol":"a","name":"A","price":2,"at":1739122246{{currency}}}""")
        );

        Assert.That(
            mapping is Mapping.Rejected { Kind: TransformFailureType.NoUsdQuote } ? null : mapping,
            isAccepted ? Is.TypeOf<Mapping.Accepted>() : Is.Null
        );
    }
}
