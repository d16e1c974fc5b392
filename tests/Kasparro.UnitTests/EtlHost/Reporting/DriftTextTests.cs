using Kasparro.Application.Drift;
using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class DriftTextTests
{
    private static readonly DateTimeOffset s_opened = new(2026, 3, 1, 12, 5, 0, TimeSpan.Zero);
    private static readonly Guid s_first = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid s_last = new("00000000-0000-0000-0000-000000000002");

    private static readonly DriftDetail s_drift = new(
        7,
        "coingecko",
        "market_cap",
        DriftKind.TypeChanged,
        "number",
        "text",
        Severity.Critical,
        DriftPolicy.Pause,
        0.99876,
        DriftStatus.Open,
        s_first,
        s_last,
        3,
        s_opened,
        s_opened.AddHours(8),
        EndedAt: null,
        AcceptedAt: null,
        AcceptedBy: null
    );

    private const string Sentence = "7 coingecko market_cap: type_changed, number to text (critical, open)";

    [Test]
    public void A_list_has_a_line_for_each_change()
    {
        Assert.That(DriftText.List([s_drift, s_drift]), Is.EqualTo([Sentence, Sentence]));
        Assert.That(DriftText.List([]), Is.EqualTo(["There are no such changes."]));
    }

    [Test]
    public void One_change_is_shown_with_its_runs() =>
        Assert.That(
            DriftText.Show(s_drift),
            Is.EqualTo([
                Sentence,
                "    policy pause, confidence 0.9988, seen by 3 runs",
                $"    first 2026-03-01 12:05Z in run {s_first}",
                $"    last  2026-03-01 20:05Z in run {s_last}",
            ])
        );

    [Test]
    public void How_it_ended_is_shown()
    {
        var ended = s_drift with { EndedAt = s_opened.AddDays(1) };
        var accepted = s_drift with { AcceptedAt = s_opened.AddDays(2), AcceptedBy = "anna" };

        Assert.That(DriftText.Show(ended).Last(), Is.EqualTo("    ended 2026-03-02 12:05Z"));
        Assert.That(DriftText.Show(accepted).Last(), Is.EqualTo("    accepted 2026-03-03 12:05Z by anna"));
        Assert.That(DriftText.Accepted(s_drift), Is.EqualTo([$"Accepted {Sentence}"]));
    }
}
