using Kasparro.Application.Ingestion;
using Kasparro.Application.Transformation;
using Kasparro.EtlHost.Pipeline;

namespace Kasparro.UnitTests.EtlHost.Pipeline;

public sealed class SourceOutcomeTests
{
    [TestCase(3, 3, 3, 3, true, TestName = "Everything_is_new_and_nothing_could_be_used")]
    [TestCase(3, 3, 3, 2, false, TestName = "One_record_could_be_used")]
    [TestCase(3, 1, 1, 1, false, TestName = "The_others_are_known")]
    [TestCase(3, 0, 0, 0, false, TestName = "All_are_known")]
    [TestCase(0, 0, 0, 0, false, TestName = "Nothing_was_received")]
    [TestCase(3, 3, 9, 9, false, TestName = "An_earlier_run_waited_too")]
    public void A_run_that_gave_nothing_has_failed(long fetched, long inserted, long read, long failed, bool hasFailed)
    {
        var outcome = new SourceOutcome(
            "csv",
            new IngestResult("csv", IngestOutcome.Succeeded, null, new RunCounts(fetched, inserted), TimeSpan.Zero),
            new TransformResult(
                "csv",
                read,
                read - failed,
                0,
                0,
                failed,
                NotApplicable: 0,
                WasFull: false,
                Duration: TimeSpan.Zero
            )
        );

        Assert.That(outcome.Failed, Is.EqualTo(hasFailed));
        Assert.That(
            outcome.Remark,
            Is.EqualTo(
                hasFailed ? "None of the records could be used. They are kept; /failures says why for each." : null
            )
        );
    }

    [TestCase(IngestOutcome.Succeeded, 3, 0, true)]
    [TestCase(IngestOutcome.Failed, 3, 0, false)]
    [TestCase(IngestOutcome.Failed, 3, 2, true, Description = "the coins of a backfill before the one that failed")]
    [TestCase(IngestOutcome.Skipped, 0, 0, false)]
    public void What_was_stored_is_known_where_something_was_or_all_went_well(
        IngestOutcome outcome,
        long fetched,
        long inserted,
        bool isKnown
    )
    {
        var counts = new RunCounts(fetched, inserted);

        Assert.That(
            new SourceOutcome("csv", new IngestResult("csv", outcome, null, counts, TimeSpan.Zero)).Stored,
            Is.EqualTo(isKnown ? counts : null)
        );
    }
}
