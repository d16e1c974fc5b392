using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class CircuitBreakerTests
{
    private static readonly StubResponse s_data = StubResponse.Json("[]");
    private static readonly StubResponse s_failure = StubResponse.Error(500, "1");

    [Test]
    public async Task The_circuit_opens_where_four_of_five_requests_failed()
    {
        await using var bench = await StartAsync([s_data, s_data, .. Enumerable.Repeat(s_failure, 8)]);
        Assert.That(await bench.AskAsync(times: 2), Is.Null);
        var failure = await bench.AskAsync();

        Assert.That(failure!.Message, Does.Contain("no more requests are sent for now"));
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task The_circuit_stays_closed_where_fewer_failed()
    {
        await using var bench = await StartAsync([s_data, s_data, s_data, .. Enumerable.Repeat(s_failure, 11), s_data]);
        Assert.That(await bench.AskAsync(times: 3), Is.Null);

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(15));
    }

    private static Task<UpstreamBench> StartAsync(StubResponse[] responses) =>
        UpstreamBench.StartAsync(StubUpstream.InTurn(responses), upstream => upstream with { MaxRetries = 20 });
}
