using Kasparro.Application.Findings;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class FindingTextTests
{
    private static readonly DateTimeOffset s_opened = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Finding s_finding = new()
    {
        FindingId = 17,
        Source = "coingecko",
        Type = FindingType.MissingAssets,
        Subject = "missing_assets",
        Severity = Severity.Warning,
        Message = "coingecko: 4 of 250 regular assets are missing",
        Evidence = ["a", "b", "c"],
        OpenedAt = s_opened,
        LastSeenAt = s_opened.AddHours(4),
    };

    [TestCase(0.25, "0.3 h")]
    [TestCase(1.5, "1.5 h")]
    [TestCase(30, "30 h")]
    [TestCase(47.9, "47.9 h")]
    [TestCase(48, "2 days")]
    [TestCase(240, "10 days")]
    public void A_finding_says_how_long_it_is_open(double hours, string age) =>
        Assert.That(
            List(s_finding, s_opened.AddHours(hours)),
            Is.EqualTo([
                "17 (warning, missing_assets): coingecko: 4 of 250 regular assets are missing",
                $"    open, opened 2026-03-01 12:00Z ({age} ago), last seen 2026-03-01 16:00Z",
                "    see a, b, c",
            ])
        );

    [Test]
    public void What_to_look_at_is_cut_after_three()
    {
        Assert.That(List(s_finding with { Evidence = ["a", "b", "c", "d"] })[2], Is.EqualTo("    see a, b, c, …"));
        Assert.That(List(s_finding with { Evidence = [] }), Has.Length.EqualTo(2));
    }

    [Test]
    public void Who_took_it_as_normal_is_named_with_their_words()
    {
        var acknowledged = s_finding with { AcknowledgedAt = s_opened, AcknowledgedBy = "anna", Note = "on purpose" };

        Assert.That(List(acknowledged)[1], Does.StartWith("    acknowledged, opened"));
        Assert.That(List(acknowledged)[^1], Is.EqualTo("    acknowledged by anna: on purpose"));
        Assert.That(List(acknowledged with { Note = null })[^1], Is.EqualTo("    acknowledged by anna"));
    }

    [Test]
    public void A_run_says_what_it_opened_before_what_it_cleared()
    {
        var (one, other) = (FindingDetail.Of(s_finding), FindingDetail.Of(s_finding with { FindingId = 18 }));

        Assert.That(
            FindingText.Changes(new FindingChanges([one], [other], [])).Select(line => line.Split(" (")[0]),
            Is.EqualTo(["New finding 17", "Cleared finding 18"])
        );
        Assert.That(FindingText.Changes(null), Is.Empty);
        Assert.That(FindingText.List([], s_opened), Is.EqualTo(["There are no such findings."]));
    }

    private static string[] List(Finding finding, DateTimeOffset? now = null) =>
        [.. FindingText.List([FindingDetail.Of(finding)], now ?? s_opened)];
}
