namespace Kasparro.ApiTests.Endpoints.Status;

internal sealed class SourcesTests : ApiFixture
{
    [Test]
    public async Task A_source_is_described_with_times_in_seconds()
    {
        var sources = (await GetAsync("/sources")).GetProperty("sources").EnumerateArray();

        Assert.That(
            sources.First().GetRawText(),
            Is.EqualTo(
                """{"source":"coingecko","title":"The coingecko","cadence_seconds":14400,"is_static":false,"""
                    + "\"requires_key\":false,\"time_limit_seconds\":600,\"transform_version\":\"1\","
                    + "\"home_page\":\"https://coingecko.example\",\"terms\":null,"
                    + "\"attribution\":\"Data by coingecko\"}"
            )
        );
    }
}
