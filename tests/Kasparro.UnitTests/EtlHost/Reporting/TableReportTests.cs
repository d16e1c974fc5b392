using Kasparro.Application.Ingestion;
using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Microsoft.Extensions.Logging;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class TableReportTests : ConsoleFixture
{
    [Test]
    public void The_summary_counts_rows_of_market_data_that_are_new_and_that_were_replaced()
    {
        new TableReport().Summarise([
            Outcome(IngestOutcome.Succeeded, new RunCounts(1_250, 1_200)) with
            {
                Transform = new TransformResult(
                    "coingecko",
                    Read: 1_200,
                    Inserted: 1_100,
                    Replaced: 90,
                    Superseded: 7,
                    Failed: 3,
                    NotApplicable: 0,
                    WasFull: false,
                    Duration: TimeSpan.FromSeconds(1.5)
                ),
            },
        ]);

        Assert.That(Row("coingecko"), Is.EqualTo(["coingecko", "ok", "1,250", "1,200", "50", "1,190", "3", "3.5"]));
    }

    [Test]
    public void A_verification_that_finds_differences_shows_them_with_both_digests()
    {
        new TableReport().Verification(
            new SilverVerification(
                "aa",
                "bb",
                Rows: 1_250,
                Pending: new Dictionary<string, long> { ["csv"] = 3_000 },
                DifferenceCount: 3,
                Differences: ["price of bitcoin", "price of [ether]"]
            )
        );

        Assert.That(
            Lines(),
            Is.EqualTo(
                (string[])
                    [
                        "Silver does not match Bronze: 3 differences.",
                        "Rows compared    1,250",
                        "Digest           aa",
                        "Digest, rebuilt  bb",
                        "Not transformed  csv: 3,000 raw records",
                        "The first 2 differences:",
                        "  price of bitcoin",
                        "  price of [ether]",
                    ]
            )
        );
    }

    [Test]
    public void A_verification_that_finds_none_says_so()
    {
        new TableReport().Verification(
            new SilverVerification("aa", "aa", Rows: 1, new Dictionary<string, long>(), DifferenceCount: 0, [])
        );

        Assert.That(
            Lines(),
            Is.EqualTo((string[])["Silver matches Bronze.", "Rows compared    1", "Digest           aa"])
        );
    }

    [Test]
    public void A_warning_and_an_error_stand_above_the_progress_with_the_exception_of_a_bug()
    {
        using var logs = new TerminalLogs();
        var log = logs.CreateLogger("Kasparro");

        Write(LogLevel.Information, "is for files", null);
        Write(LogLevel.Warning, "the key [k] is missing", null);
        Write(LogLevel.Error, "it failed", new InvalidOperationException("a bug"));

        Assert.That(
            Lines(),
            Is.EqualTo(
                (string[])
                    ["warning: the key [k] is missing", "error: it failed", "System.InvalidOperationException: a bug"]
            )
        );

        void Write(LogLevel level, string message, Exception? exception) =>
            log.Log(level, default, message, exception, (text, _) => text);
    }

    [Test]
    public void What_was_not_done_is_no_zero()
    {
        new TableReport().Summarise([
            Outcome(IngestOutcome.Failed, new RunCounts(7, 0)) with
            {
                Source = "csv",
            },
            Outcome(IngestOutcome.Skipped, default) with
            {
                Source = "kraken",
            },
        ]);

        Assert.That(Row("csv"), Is.EqualTo(["csv", "failed", "7", "-", "-", "-", "-", "2.0"]));
        Assert.That(Row("kraken"), Is.EqualTo(["kraken", "skipped", "0", "-", "-", "-", "-", "2.0"]));
    }

    [Test]
    public void Runs_that_were_retried_coins_that_failed_and_remarks_follow_the_table()
    {
        var report = new TableReport();
        var failure = new RunFailure(FailureClass.Transient, "It broke.", "Wait.");
        var failed = Outcome(IngestOutcome.Failed, default).Ingest! with { Failure = failure };
        report.Retrying("coingecko", failure, TimeSpan.FromSeconds(60));
        report.Backfilled("coingecko", "bitcoin", 2, 3, failed);
        report.Backfilled("coingecko", "ethereum", 3, 3, failed with { Outcome = IngestOutcome.Succeeded });
        report.Summarise([new SourceOutcome("coingecko", failed)]);

        Assert.That(
            Lines()[^3..],
            Is.EqualTo([
                "coingecko: the first run failed and was retried. It broke.",
                "coingecko: bitcoin, 2 of 3: It broke.",
                "coingecko: It broke. Wait.",
            ])
        );
    }

    private static SourceOutcome Outcome(IngestOutcome outcome, RunCounts counts) =>
        new("coingecko", new IngestResult("coingecko", outcome, null, counts, TimeSpan.FromSeconds(2)));
}
