using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Findings;

/// <summary>What one finding keeps of what was judged.</summary>
public sealed class FindingTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_run = new(1, 0, 0, new byte[8]);
    private static readonly Guid s_next = new(2, 0, 0, new byte[8]);

    [Test]
    public void It_opens_with_all_that_its_condition_says()
    {
        var finding = Finding.Open("coingecko", Missing(s_run, current: 2, "a", "b"), s_at);

        Assert.That(
            (finding.Source, finding.Type, finding.Subject, finding.Message, finding.Status),
            Is.EqualTo(
                ("coingecko", FindingType.MissingAssets, "missing_assets", "They are missing.", FindingStatus.Open)
            )
        );
        Assert.That(
            (finding.Severity, finding.OpenedSeverity, finding.RunId, finding.LastRunId),
            Is.EqualTo((Severity.Warning, Severity.Warning, (Guid?)s_run, (Guid?)s_run))
        );
        Assert.That(
            (finding.Expected, finding.Low, finding.High, finding.Current),
            Is.EqualTo(((double?)1, (double?)0, (double?)5, (double?)2))
        );
        Assert.That(
            (finding.OpenedAt, finding.LastSeenAt, finding.ClearedAt),
            Is.EqualTo((s_at, s_at, (DateTimeOffset?)null))
        );
        Assert.That(finding.Evidence, Is.EqualTo(["a", "b"]));
    }

    [Test]
    public void A_later_run_adds_its_evidence_and_changes_what_is_there_now()
    {
        var later = Missing(s_next, current: 3, "b", "c") with { Message = "More are missing." };

        var seen = Finding.Open("coingecko", Missing(s_run, current: 2, "a", "b"), s_at).See(later, s_at.AddHours(4));

        Assert.That(seen.Evidence, Is.EqualTo(["a", "b", "c"]));
        Assert.That(
            (seen.Message, seen.Current, seen.RunId, seen.LastRunId, seen.OpenedAt, seen.LastSeenAt),
            Is.EqualTo(("More are missing.", (double?)3, (Guid?)s_run, (Guid?)s_next, s_at, s_at.AddHours(4)))
        );
    }

    [TestCase(ConditionState.Lasts)]
    [TestCase(ConditionState.Ended)]
    public void A_run_that_does_not_show_it_changes_neither_its_sentence_nor_its_evidence(ConditionState state)
    {
        var later = new Condition(FindingType.MissingAssets, "missing_assets", state, Severity.Info)
        {
            Message = "Still missing.",
            Evidence = ["z"],
        };

        var seen = Finding.Open("coingecko", Missing(s_run, current: 2, "a"), s_at).See(later, s_at.AddHours(4));

        Assert.That(
            (seen.Message, seen.Current, seen.LastRunId, seen.LastSeenAt),
            Is.EqualTo(("They are missing.", (double?)2, (Guid?)s_run, s_at.AddHours(4)))
        );
        Assert.That(seen.Evidence, Is.EqualTo(["a"]));
    }

    [Test]
    public void Ten_pieces_of_evidence_are_kept()
    {
        var finding = Finding.Open("coingecko", Missing(s_run, current: 12, Assets(1, 12)), s_at);
        Assert.That(finding.Evidence, Is.EqualTo(Assets(1, 10)));

        var eight = Finding.Open("coingecko", Missing(s_run, current: 8, Assets(1, 8)), s_at);
        Assert.That(eight.See(Missing(s_next, current: 4, Assets(9, 4)), s_at).Evidence, Is.EqualTo(Assets(1, 10)));
    }

    [Test]
    public void An_acknowledgement_keeps_who_when_and_why_and_is_made_once()
    {
        var finding = Finding.Open("coingecko", Missing(s_run, current: 2, "a"), s_at) with { FindingId = 7 };

        var acknowledged = finding.Acknowledge("anna", "delisted", s_at.AddHours(1));

        Assert.That(
            (acknowledged.Status, acknowledged.AcknowledgedBy, acknowledged.Note, acknowledged.AcknowledgedAt),
            Is.EqualTo((FindingStatus.Acknowledged, "anna", "delisted", (DateTimeOffset?)s_at.AddHours(1)))
        );
        Assert.That(
            () => acknowledged.Acknowledge("bert", null, s_at),
            Throws.InvalidOperationException.With.Message.EqualTo("Finding 7 of coingecko is not open: Acknowledged.")
        );
    }

    private static string[] Assets(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(asset => $"asset-{asset:00}")];

    private static Condition Missing(Guid run, double current, params string[] evidence) =>
        new(FindingType.MissingAssets, "missing_assets", ConditionState.Holds, Severity.Warning)
        {
            Expected = new Expected(1, 0, 5),
            Current = current,
            Message = "They are missing.",
            Evidence = evidence,
            RunId = run,
        };
}
