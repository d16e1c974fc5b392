using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class UpstreamClientTests
{
    [TestCase("250", 250)]
    [TestCase("1", 1)]
    [TestCase("0", null)]
    [TestCase("-250", null)]
    [TestCase("many", null)]
    [TestCase("99999999999", null)]
    public async Task Counts_in_headers_are_read_where_they_are_counts(string header, int? count)
    {
        await using var bench = await UpstreamBench.StartAsync(_ => new StubResponse(200, [.. "[]"u8])
        {
            Headers = { ["total"] = header, ["per-page"] = header },
        });
        UpstreamResponse? response = null;
        await bench.Clock.RunAsync(async () =>
            response = await bench.Client.GetRecordsAsync("coins", 1, bench.Context, CancellationToken.None)
        );

        Assert.That((response!.Total, response.PerPage), Is.EqualTo((count, count)));
    }

    [Test]
    public async Task An_upstream_that_stays_silent_is_named_with_its_limit()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => new StubResponse(200, []) { Hangs = true },
            upstream => upstream with { MaxRetries = 0 }
        );
        var asking = bench.AskAsync();
        await bench.Stub.NextRequestAsync();
        bench.Clock.Advance(UpstreamBench.AttemptTimeout);

        var failure = (await asking)!.Failure;
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(
            failure.Sentence,
            Is.EqualTo("Made-up /v1/coins page 1 did not respond within 45 s, after every retry.")
        );
    }
}
