using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class UnreachableUpstreamTests
{
    private static readonly StubResponse s_data = StubResponse.Json("[]");

    [Test]
    public async Task A_host_that_is_not_there_is_transient_and_tried_again()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => s_data,
            upstream => upstream with { BaseAddress = new Uri("http://127.0.0.1:1/v1"), MaxRetries = 2 }
        );
        var failure = await bench.AskAsync();

        Assert.That(failure!.Failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(
            failure.Message,
            Is.EqualTo("Made-up /v1/coins page 1 could not be reached: Connection refused (ConnectionError).")
        );
        Assert.That(failure.Failure.NextStep, Does.StartWith("Check the network and MADEUP_BASE_URL; "));
        Assert.That(bench.Metrics.Retries, Is.EqualTo(2));
    }

    [Test]
    public async Task A_name_that_is_not_known_is_a_matter_of_DNS()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => s_data,
            upstream => upstream with { BaseAddress = new Uri("http://no-such-host.invalid/v1"), MaxRetries = 0 }
        );
        var failure = (await bench.AskAsync())!.Failure;

        Assert.That(
            failure.Sentence,
            Does.StartWith("Made-up /v1/coins page 1 could not be reached: ").And.EndWith(" (NameResolutionError).")
        );
        Assert.That(failure.Sentence, Has.Length.GreaterThan(80), "with what the resolver said");
        Assert.That(failure.NextStep, Does.Contain("DNS").And.Contain("MADEUP_BASE_URL"));
    }

    [Test]
    public async Task A_TLS_connection_that_fails_says_why()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => s_data,
            // The stub speaks no TLS.
            upstream =>
                upstream with
                {
                    BaseAddress = new UriBuilder(upstream.BaseAddress) { Scheme = "https" }.Uri,
                    MaxRetries = 0,
                }
        );
        var failure = (await bench.AskAsync())!.Failure;

        Assert.That(
            failure.Sentence,
            Does.Match(@"could not be reached: .{15,} \(SecureConnectionError\)\.$"),
            "with what the TLS library said"
        );
        Assert.That(failure.NextStep, Does.Contain("CA certificates"));
    }

    [TestCase(false, "The provider blocks this machine's address. Wait some hours, raise MADEUP_MIN_INTERVAL")]
    [TestCase(true, "Check MADEUP_API_KEY")]
    public async Task A_page_in_place_of_the_API_blocks_the_address_where_no_key_was_sent(bool hasKey, string nextStep)
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => StubResponse.Html("Attention Required! | Cloudflare", 403),
            upstream => upstream with { Key = hasKey ? ApiKey.InHeader("x-key", "a-key") : null }
        );

        Assert.That((await bench.AskAsync())!.Failure.NextStep, Does.StartWith(nextStep));
    }
}
