using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

public sealed class SchemaDriftTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_first = new(1, 0, 0, new byte[8]);
    private static readonly Guid s_next = new(2, 0, 0, new byte[8]);

    private static readonly SchemaChange s_change = new(
        "price",
        DriftKind.TypeChanged,
        "number",
        "string",
        Severity.Critical,
        0.9
    );

    [Test]
    public void A_change_opens_with_the_rows_of_its_run_and_is_seen_with_those_of_later_ones()
    {
        var drift = Open((10, 20));
        Assert.That(
            (drift.Status, drift.RunsSeen, drift.FirstRawId, drift.LastRawId, drift.OpenedAt, drift.AsChange),
            Is.EqualTo((DriftStatus.Open, 1, (long?)10, (long?)20, s_at, s_change))
        );

        var seen = drift.See(s_next, 30, s_at.AddHours(4));
        Assert.That(
            (seen.FirstRunId, seen.LastRunId, seen.RunsSeen, seen.FirstRawId, seen.LastRawId, seen.LastSeenAt),
            Is.EqualTo((s_first, s_next, 2, (long?)10, (long?)30, s_at.AddHours(4)))
        );
    }

    /// <summary>What was stored with the change stays held back.</summary>
    [Test]
    public void A_run_that_stored_nothing_leaves_the_rows_as_they_were()
    {
        Assert.That(Open((10, 20)).See(s_next, lastRawId: null, s_at).LastRawId, Is.EqualTo(20));
        Assert.That(Open((null, null)).See(s_next, 30, s_at).LastRawId, Is.EqualTo(30));
    }

    [Test]
    public void It_is_about_the_same_path_kind_and_values_however_sure()
    {
        var drift = Open((null, null));

        Assert.That(drift.IsAbout(s_change with { Confidence = 0.1, Severity = Severity.Info }), Is.True);
        Assert.That(drift.IsAbout(s_change with { Path = "cap" }), Is.False);
        Assert.That(drift.IsAbout(s_change with { Kind = DriftKind.FormatChanged }), Is.False);
        Assert.That(drift.IsAbout(s_change with { From = "bool" }), Is.False);
        Assert.That(drift.IsAbout(s_change with { To = "bool" }), Is.False);
    }

    [Test]
    public void What_is_over_can_still_be_accepted_and_only_once()
    {
        var ended = Open((10, 20)).End(s_at.AddHours(8));
        var accepted = ended.Accept("anna", s_at.AddHours(9));

        Assert.That(
            (ended.Status, ended.EndedAt, accepted.Status, accepted.AcceptedAt, accepted.AcceptedBy),
            Is.EqualTo(
                (
                    DriftStatus.Ended,
                    (DateTimeOffset?)s_at.AddHours(8),
                    DriftStatus.Accepted,
                    (DateTimeOffset?)s_at.AddHours(9),
                    "anna"
                )
            )
        );
        Assert.That(
            () => accepted.Accept("bert", s_at),
            Throws.InvalidOperationException.With.Message.Contains("was accepted by anna")
        );
    }

    private static SchemaDrift Open((long?, long?) rawIds) =>
        SchemaDrift.Open("coingecko", s_change, DriftPolicy.Pause, "scripted/1", s_first, rawIds, s_at);
}
