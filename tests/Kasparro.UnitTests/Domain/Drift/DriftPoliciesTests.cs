using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

public sealed class DriftPoliciesTests
{
    private static readonly DriftPolicies s_chosen = new(
        new Dictionary<string, DriftPolicy>
        {
            ["coingecko"] = DriftPolicy.Warn,
            ["coingecko.scale_shifted"] = DriftPolicy.Quarantine,
        }
    );

    [TestCase("csv", DriftKind.ScaleShifted, Severity.Critical, DriftPolicy.Pause)]
    [TestCase("csv", DriftKind.ScaleShifted, Severity.Warning, DriftPolicy.Warn)]
    [TestCase("csv", DriftKind.Removed, Severity.Critical, DriftPolicy.Warn)]
    [TestCase("csv", DriftKind.Removed, Severity.Warning, DriftPolicy.Warn)]
    [TestCase("csv", DriftKind.Added, Severity.Info, DriftPolicy.Record)]
    [TestCase("coingecko", DriftKind.Removed, Severity.Critical, DriftPolicy.Warn)]
    [TestCase("coingecko", DriftKind.ScaleShifted, Severity.Critical, DriftPolicy.Quarantine)]
    [TestCase("coingecko", DriftKind.ScaleShifted, Severity.Info, DriftPolicy.Record)]
    public void The_most_precise_choice_counts_and_what_is_not_read_is_only_listed(
        string source,
        DriftKind kind,
        Severity severity,
        DriftPolicy expected
    ) => Assert.That(s_chosen.Of(source, new SchemaChange("path", kind, "", "", severity, 1)), Is.EqualTo(expected));
}
