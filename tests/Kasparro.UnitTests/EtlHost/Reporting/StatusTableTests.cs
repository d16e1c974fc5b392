using Kasparro.Application;
using Kasparro.Application.Runs;
using Kasparro.Application.Status;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class StatusTableTests : ConsoleFixture
{
    private static readonly DateTimeOffset s_first = new(2026, 3, 1, 4, 5, 6, TimeSpan.Zero);

    private static readonly SourceProgress s_failed = new()
    {
        Source = "csv",
        LastStatus = RunStatus.Failed,
        FailedLast = true,
        LastFailureAt = s_first,
        LastFailureError = "The file is cut.",
        SilverRows = 1_250,
        FailureRows = 3,
    };

    private static readonly SourceProgress s_succeeded = new()
    {
        Source = "kraken",
        LastStatus = RunStatus.Success,
        LastSuccessAt = new DateTimeOffset(2026, 3, 2, 5, 5, 6, TimeSpan.FromHours(1)),
        LastFailureAt = s_first,
        LastFailureError = "It was busy.",
    };

    [Test]
    public void What_a_source_failed_with_is_said_only_where_its_last_run_failed()
    {
        StatusTable.Write([new SourceStats(s_failed, null), new SourceStats(s_succeeded, null)]);

        Assert.That(Row("csv"), Is.EqualTo(["csv", "failed", "-", "2026-03-01 04:05:06", "-", "-", "1,250", "3"]));
        Assert.That(Lines()[^1], Is.EqualTo("csv: The file is cut."));
    }

    [Test]
    public void Runs_that_succeeded_and_failed_are_counted_apart_and_times_are_in_UTC()
    {
        StatusTable.Write([new SourceStats(s_succeeded, Totals("kraken", "{}"))]);

        Assert.That(
            Row("kraken"),
            Is.EqualTo(["kraken", "success", "2026-03-02 04:05:06", "2026-03-01 04:05:06", "1,200", "7", "0", "0"])
        );
    }

    [Test]
    public void What_the_upstream_said_follows_the_error()
    {
        StatusTable.Write([new SourceStats(s_failed, Totals("csv", """{"upstream_text": "Come [back] later."}"""))]);

        Assert.That(Lines()[^2..], Is.EqualTo(["csv: The file is cut.", "csv said: Come [back] later."]));
    }

    [Test]
    public void Without_a_run_there_is_a_sentence_and_no_table()
    {
        StatusTable.Write([]);

        Assert.That(Lines(), Is.EqualTo(["No source has run yet."]));
    }

    private static RunTotals Totals(string source, string metadata) =>
        new(
            source,
            Succeeded: 1_200,
            Failed: 7,
            Running: 0,
            RecordsProcessed: 0,
            MedianDurationMs: null,
            P95DurationMs: null,
            LastFinishedDurationMs: null,
            FailedInARow: 0,
            new RunSummary(
                Guid.Empty,
                source,
                RunStatus.Failed,
                RunTrigger.Cron,
                s_first,
                null,
                null,
                0,
                null,
                new JsonText(metadata)
            )
        );
}
