using Kasparro.Application.Sources;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests.Endpoints.Status;

internal sealed class SourcesTests : ApiFixture
{
    [TestCase("coingecko", 14_400, "false", "false")]
    [TestCase("csv", 86_400, "true", "false")]
    [TestCase("coinpaprika", 90, "false", "true")]
    public async Task A_source_is_described_with_times_in_seconds(
        string name,
        int cadence,
        string isStatic,
        string requiresKey
    )
    {
        await using var api = Api.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services =>
                services.AddSingleton<ISource>(
                    new DescribedSource("coinpaprika", TimeSpan.FromSeconds(90), requiresKey: true)
                )
            )
        );
        using var client = api.CreateClient();

        var sources = (await client.GetJsonAsync("/sources")).GetProperty("sources").EnumerateArray();

        Assert.That(
            sources.Single(source => source.GetProperty("source").GetString() == name).GetRawText(),
            Is.EqualTo(
                $$"""{"source":"{{name}}","title":"The {{name}}","cadence_seconds":{{cadence}},"""
                    + $"\"is_static\":{isStatic},\"requires_key\":{requiresKey},\"time_limit_seconds\":600,"
                    + $"\"transform_version\":\"1\",\"home_page\":\"https://{name}.example\",\"terms\":null,"
                    + $"\"attribution\":\"Data by {name}\"}}"
            )
        );
    }
}
