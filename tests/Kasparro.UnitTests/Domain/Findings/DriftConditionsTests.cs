using Kasparro.Domain.Drift;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Findings;

/// <summary>How changes of a source's records are reported to a person.</summary>
public sealed class DriftConditionsTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_run = new(1, 0, 0, new byte[8]);

    [TestCase(DriftKind.Added, FindingType.FieldAdded, "records have price, which is new")]
    [TestCase(DriftKind.Removed, FindingType.FieldRemoved, "records lack price")]
    [TestCase(DriftKind.TypeChanged, FindingType.FieldTypeChanged, "price is b, a expected")]
    [TestCase(DriftKind.FormatChanged, FindingType.FieldFormatChanged, "price is b, a expected")]
    [TestCase(DriftKind.Renamed, FindingType.FieldRenamed, "a is now b")]
    [TestCase(DriftKind.PresenceShifted, FindingType.FieldPresenceShifted, "price is b")]
    [TestCase(DriftKind.ScaleShifted, FindingType.FieldScaleShifted, "price is b times what it was")]
    public void Each_kind_of_change_has_a_sentence_of_its_own(DriftKind kind, FindingType type, string sentence)
    {
        var condition = DriftConditions.Of([Drift(kind)], []).Single();

        Assert.That(
            (condition.Type, condition.Subject, condition.State, condition.Severity, condition.RunId),
            Is.EqualTo((type, "price", ConditionState.Holds, Severity.Warning, (Guid?)s_run))
        );
        Assert.That(condition.Message, Is.EqualTo($"coingecko: {sentence}"));
        Assert.That(condition.Evidence, Is.EqualTo(["drift 7"]));
    }

    [TestCase(DriftPolicy.Record, "")]
    [TestCase(DriftPolicy.Warn, "")]
    [TestCase(DriftPolicy.Quarantine, "; these records are quarantined until it is accepted")]
    [TestCase(DriftPolicy.Pause, "; market data stays as it was before, until it is over or accepted")]
    public void What_is_held_back_is_part_of_the_sentence(DriftPolicy policy, string consequence) =>
        Assert.That(
            DriftConditions.Of([Drift(DriftKind.Removed, policy: policy)], []).Single().Message,
            Is.EqualTo($"coingecko: records lack price{consequence}")
        );

    [Test]
    public void Of_several_changes_of_one_path_and_kind_the_worst_is_reported() =>
        Assert.That(
            DriftConditions
                .Of(
                    [
                        Drift(DriftKind.TypeChanged, severity: Severity.Warning),
                        Drift(DriftKind.TypeChanged, severity: Severity.Critical),
                        Drift(DriftKind.Removed, severity: Severity.Warning),
                    ],
                    []
                )
                .Select(condition => (condition.Type, condition.Severity)),
            Is.EqualTo([
                (FindingType.FieldTypeChanged, Severity.Critical),
                (FindingType.FieldRemoved, Severity.Warning),
            ])
        );

    [Test]
    public void A_finding_ends_with_its_change_and_one_that_is_about_no_field_is_left_alone()
    {
        Finding[] standing =
        [
            Standing(FindingType.FieldAdded, "note"),
            Standing(FindingType.FieldRemoved, "price"),
            Standing(FindingType.SuspectIdentity, "pair"),
        ];

        Assert.That(
            DriftConditions
                .Of([Drift(DriftKind.Removed)], standing)
                .Select(condition => (condition.Type, condition.Subject, condition.State)),
            Is.EqualTo([
                (FindingType.FieldRemoved, "price", ConditionState.Holds),
                (FindingType.FieldAdded, "note", ConditionState.Ended),
            ])
        );
    }

    private static SchemaDrift Drift(
        DriftKind kind,
        DriftPolicy policy = DriftPolicy.Warn,
        Severity severity = Severity.Warning
    ) =>
        SchemaDrift.Open(
            "coingecko",
            new SchemaChange("price", kind, "a", "b", severity, 0.9),
            policy,
            "scripted/1",
            s_run,
            (10, 20),
            s_at
        ) with
        {
            DriftId = 7,
        };

    private static Finding Standing(FindingType type, string subject) =>
        Finding.Open(
            "coingecko",
            new Condition(type, subject, ConditionState.Holds, Severity.Warning) { Message = "It is so." },
            s_at
        );
}
