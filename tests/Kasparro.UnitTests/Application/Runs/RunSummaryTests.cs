using Kasparro.Application;
using Kasparro.Application.Runs;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Application.Runs;

/// <summary>What another system said is for operators with access to the database, and for no response.</summary>
public sealed class RunSummaryTests
{
    [TestCase("""{"fetched":1,"upstream_text":"secret","scope":"all"}""", "secret", """{"fetched":1,"scope":"all"}""")]
    [TestCase("""{"upstream_text":null}""", null, "{}")]
    [TestCase("""{ "fetched": 1 }""", null, """{ "fetched": 1 }""")]
    public void The_words_of_an_upstream_are_taken_out_of_the_metadata(string metadata, string? words, string shown)
    {
        var summary = new RunSummary(
            Guid.Empty,
            "csv",
            RunStatus.Failed,
            RunTrigger.Cron,
            DateTimeOffset.UnixEpoch,
            EndedAt: null,
            DurationMs: null,
            RecordsProcessed: 0,
            ErrorMessage: null,
            new JsonText(metadata)
        );

        Assert.That((summary.UpstreamText, summary.Metadata.Text), Is.EqualTo((words, shown)));
    }
}
