using Kasparro.Application.Ingestion;
using Kasparro.Application.Verification;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class LogReportTests
{
    [Test]
    public void A_run_that_stored_nothing_says_so()
    {
        using var recorder = new LogRecorder();
        using var factory = new LoggerFactory([recorder]);
        var failed = new IngestResult("csv", IngestOutcome.Failed, null, default, TimeSpan.Zero);

        Report(factory).Ended(new SourceOutcome("csv", failed));

        Assert.That(recorder.Lines, Has.One.Contains("csv failed: fetched 0, nothing stored; "));
    }

    [Test]
    public void A_run_that_takes_long_says_every_30_seconds_how_far_it_is()
    {
        var time = new FakeTimeProvider();
        using var recorder = new LogRecorder();
        using var factory = new LoggerFactory([recorder]);
        var report = Report(factory, time);

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

    [TestCase(null, "Information ", "Bronze is as its runs stored it.")]
    [TestCase("Row 7 is not what was stored.", "Error ", "Row 7 is not what was stored.")]
    public void A_damaged_Bronze_is_an_error_in_the_log(string? problem, string level, string sentence)
    {
        using var recorder = new LogRecorder();
        using var factory = new LoggerFactory([recorder]);

        Report(factory)
            .BronzeVerification(new BronzeVerification("csv", Rows: 6, Runs: 4, RunsWithoutDigest: 1, problem));

        Assert.That(recorder.Lines.Single(), Does.StartWith(level).And.Contain($"csv: {sentence} 6 rows, 4 runs; 1 "));
    }

    [Test]
    public void A_transformation_that_takes_long_says_every_30_seconds_how_far_it_is()
    {
        var time = new FakeTimeProvider();
        using var recorder = new LogRecorder();
        using var factory = new LoggerFactory([recorder]);
        var report = Report(factory, time);

        for (var chunk = 1; chunk <= 8; chunk++)
        {
            report.Transformed("coingecko", 1_000, chunk / 10.0);
            report.Transformed("coinpaprika", 1, share: null);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        var said = recorder.Lines.Where(line => line.Contains("is running", StringComparison.Ordinal)).ToList();
        Assert.That(said, Has.Count.EqualTo(4));
        Assert.That(said[0], Does.Contain("coingecko is running").And.Contain("4,000").And.Contain("40 %"));
        Assert.That(said[1], Does.Contain("coinpaprika is running").And.Contain(" 4 "));
        Assert.That(said[2], Does.Contain("coingecko is running").And.Contain("7,000").And.Contain("70 %"));
    }

    private static LogReport Report(ILoggerFactory factory, TimeProvider? time = null) =>
        new(factory.CreateLogger<LogReport>(), new LogResult(factory.CreateLogger<LogResult>()), time);
}
