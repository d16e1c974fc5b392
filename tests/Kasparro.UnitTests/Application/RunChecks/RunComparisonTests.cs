using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.UnitTests.Domain.RunChecks;

namespace Kasparro.UnitTests.Application.RunChecks;

public sealed class RunComparisonTests
{
    [Test]
    public void Of_several_sources_the_worst_anomaly_comes_first()
    {
        var comparison = new RunComparison.Compared(
            Given.Now,
            new ComparisonSettings(),
            [
                Given.Compare(Given.Source(Given.Run(fetched: 500), Given.Earlier(30))),
                Given.Compare(Given.Source(Given.Run(fetched: 12), Given.Earlier(30))),
            ]
        );

        Assert.That(
            comparison.Anomalies.Select(anomaly => (anomaly.Type, anomaly.Severity)),
            Is.EqualTo([(CheckType.RecordDrop, Severity.Critical), (CheckType.RecordSpike, Severity.Warning)])
        );
    }
}
