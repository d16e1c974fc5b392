using Kasparro.EtlHost.Reporting;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class LogReportTests
{
    [Test]
    public void A_run_that_takes_long_says_every_30_seconds_how_far_it_is()
    {
        var time = new FakeTimeProvider();
        using var recorder = new LogRecorder();
        using var factory = new LoggerFactory([recorder]);
        var report = new LogReport(factory.CreateLogger<LogReport>(), time);

        for (var page = 1; page <= 8; page++)
        {
            report.Staged("coingecko", page, 10, page * 250);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.That(
            recorder.Lines.Where(line => line.Contains("is running", StringComparison.Ordinal)),
            Has.Exactly(2).Items.And.Some.Contains("coingecko is running: page 4 of 10, 1,000 records")
        );
    }
}
