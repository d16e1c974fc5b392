using Kasparro.Application.Findings;
using Kasparro.Application.Reports;
using Kasparro.Application.Status;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class PeriodTextTests
{
    private static readonly DateTimeOffset s_since = new(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2));

    [TestCase(62_480L, "; slowest 62.5 s")]
    [TestCase(900L, "; slowest 0.9 s")]
    [TestCase(null, "")]
    public void A_source_is_one_line_with_all_its_numbers(long? slowest, string words)
    {
        var totals = new PeriodTotals("coingecko", 6, 1, 2, 1_500, 1_200, 3, 36, 5_400, slowest, SlowestRunId: null);

        Assert.That(
            Lines([totals]),
            Is.EqualTo([
                "Since 2026-03-01 12:00Z:",
                "coingecko: 6 runs ok, 1 failed, 2 running; 1,500 records, 1,200 new, 3 rejected"
                    + $"{words}; 36 requests, 5,400 this month",
                "New findings: 0",
                "Cleared: 0",
                "Open now: 0",
            ])
        );
    }

    [Test]
    public void Findings_stand_under_what_happened_to_them()
    {
        FindingDetail Finding(long id) =>
            FindingDetail.Of(
                new Finding
                {
                    FindingId = id,
                    Source = "csv",
                    Subject = "x",
                    Severity = Severity.Critical,
                    Type = FindingType.RunFailed,
                    Message = "csv: it broke",
                }
            );

        var report = new PeriodReport(
            s_since,
            s_since,
            [],
            [Finding(1), Finding(2)],
            [Finding(3)],
            [Finding(2), Finding(4)]
        );

        Assert.That(
            PeriodText.Lines(report).Skip(1).Select(line => line.Split(" (")[0]),
            Is.EqualTo([
                "No source has run yet.",
                "New findings: 2",
                "    1",
                "    2",
                "Cleared: 1",
                "    3",
                "Open now: 2",
                "    2",
                "    4",
            ])
        );
    }

    private static IEnumerable<string> Lines(PeriodTotals[] sources) =>
        PeriodText.Lines(new PeriodReport(s_since, s_since, sources, [], [], []));
}
