using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinGecko;

public sealed class CoinGeckoPointsTests
{
    [Test]
    public void What_the_arrays_say_of_one_time_is_one_record_with_each_part_as_it_was_sent() =>
        Assert.That(
            Read("""{"prices":[[1, 2.50],[2,3e0]],"market_caps":[[2,7],[1, 5]],"total_volumes":[[1,9]]}"""),
            Is.EqualTo(
                new[]
                {
                    """{"prices":[1, 2.50],"market_caps":[1, 5],"total_volumes":[1,9]}""",
                    """{"prices":[2,3e0],"market_caps":[2,7]}""",
                }
            )
        );

    [Test]
    public void A_time_that_comes_twice_is_two_records() =>
        Assert.That(
            Read("""{"prices":[[1,2],[1,3]],"market_caps":[[1,5],[1,6]]}"""),
            Is.EqualTo(new[] { """{"prices":[1,2],"market_caps":[1,5]}""", """{"prices":[1,3],"market_caps":[1,6]}""" })
        );

    [Test]
    public void What_is_no_point_is_kept() =>
        Assert.That(
            Read("""{"prices":[[1,2],null,{"a":1}]}"""),
            Is.EqualTo(new[] { """{"prices":[1,2]}""", """{"prices":null}""", """{"prices":{"a":1}}""" })
        );

    [TestCase("""{"market_caps":[[1,2]]}""", "CoinGecko's history has no prices.")]
    [TestCase("""{}""", "CoinGecko's history has no prices.")]
    [TestCase("""{"prices":7}""", "under prices.")]
    public void A_response_without_prices_is_no_history(string body, string why) =>
        Assert.That(() => Read(body), Throws.TypeOf<SourceException>().With.Message.Contains(why));

    [TestCase("""{"prices":[]}""")]
    public void A_coin_without_points_has_an_empty_history(string body) => Assert.That(Read(body), Is.Empty);

    private static string[] Read(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var response = new UpstreamResponse(bytes, JsonRecords.Read(bytes, areMembers: true), null, null)
        {
            Address = new Uri("https://example.com"),
        };
        return [.. CoinGeckoPoints.Read(response).Select(point => Encoding.UTF8.GetString(point.Span))];
    }
}
