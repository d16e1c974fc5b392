using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class RetryLogTests : EtlFixture
{
    [Test]
    public async Task A_retry_is_one_line_whatever_library_takes_part_in_it()
    {
        await using var upstream = await StubUpstream.StartAsync(
            StubUpstream.InTurn(StubResponse.Error(503, "1"), StubResponse.Json("[]"))
        );

        var exit = await EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = "coinpaprika",
                ["COINPAPRIKA_BASE_URL"] = upstream.Address.ToString(),
                ["COINPAPRIKA_MIN_INTERVAL"] = "0",
            },
            "ingest"
        );

        Assert.That(upstream.Requests, Has.Count.EqualTo(2), exit.Output);
        Assert.That(
            exit.Output.Split('\n').Where(line => line.Contains("Warning", StringComparison.Ordinal)),
            Has.Exactly(1).Items.And.All.Contains("(status 503)").And.All.Contains("retry 1 of 4 in 1 s")
        );
    }
}
