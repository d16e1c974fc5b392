using Kasparro.Application.Sources;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests.Endpoints.Status;

/// <summary>Only the ETL knows whether it has the key of a source that requires one.</summary>
internal sealed class KeyedSourceTests : ApiFixture
{
    [Test]
    public async Task A_source_that_requires_a_key_is_expected_from_its_first_run_on()
    {
        await using var api = Api.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services =>
                services.AddSingleton<ISource>(
                    new DescribedSource("coinpaprika", TimeSpan.FromHours(4), requiresKey: true)
                )
            )
        );
        using var client = api.CreateClient();
        await Given.RunAsync("coingecko");
        await Given.RunAsync("csv");

        Assert.That(await StateAsync(client), Is.EqualTo("ok: coingecko, csv"));
        Assert.That(await CadencesAsync(client), Does.Contain("coingecko").And.Not.Contain("coinpaprika"));

        await Given.RunAsync("coinpaprika", "failed");
        Api.Time.Advance(TimeSpan.FromSeconds(2)); // what was read a moment ago is not read again

        Assert.That(await StateAsync(client), Is.EqualTo("degraded: coingecko, coinpaprika, csv"));
        Assert.That(await CadencesAsync(client), Does.Contain("coinpaprika"));
    }

    private static async Task<string> StateAsync(HttpClient client)
    {
        var health = await client.GetJsonAsync("/health");
        var names = health.GetProperty("sources").EnumerateArray().Select(one => one.GetProperty("source").GetString());
        return $"{health.GetProperty("status").GetString()}: {string.Join(", ", names)}";
    }

    private static async Task<string> CadencesAsync(HttpClient client) =>
        string.Concat(
            (await client.GetStringAsync(new Uri("/metrics", UriKind.Relative)))
                .Split('\n')
                .Where(line => line.StartsWith("kasparro_source_cadence_seconds{", StringComparison.Ordinal))
        );
}
