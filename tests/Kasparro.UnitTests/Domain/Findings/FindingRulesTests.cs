using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.Findings;

public sealed class FindingRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 4, 5, 0, TimeSpan.Zero);

    private readonly List<Finding> _all = [];
    private int _judgement;

    [SetUp]
    public void Forget() => (_judgement, _) = (0, _all.RemoveAll(_ => true));

    [Test]
    public void Every_check_of_a_run_has_a_finding_of_its_name() =>
        Assert.That(
            Enum.GetNames<CheckType>(),
            Is.EqualTo(Enum.GetNames<FindingType>().Take(Enum.GetValues<CheckType>().Length))
        );

    [Test]
    public void A_finding_opens_once_and_is_seen_until_its_condition_ends()
    {
        Judge(Drop(Severity.Warning, 250));
        Judge(Drop(Severity.Warning, 240));
        var open = _all.Single();
        Assert.That(
            (open.Status, open.OpenedAt, open.LastSeenAt, open.Expected, open.Current),
            Is.EqualTo((FindingStatus.Open, At(1), At(2), (double?)500, (double?)240))
        );

        Judge(Drop(Severity.Ok, 480));
        Assert.That(
            (_all.Single().Status, _all[0].ClearedAt),
            Is.EqualTo((FindingStatus.Cleared, (DateTimeOffset?)At(3)))
        );
    }

    [Test, Promise(19)]
    public void A_level_shift_is_announced_once_and_stays_open_after_the_baseline_has_moved()
    {
        Judge(Drop(Severity.Critical, 1));
        Judge(Drop(Severity.Info, 1));
        Judge(Drop(Severity.Ok, 1));

        Assert.That(_all, Has.Count.EqualTo(1));
        Assert.That(
            (_all[0].Status, _all[0].Severity, _all[0].OpenedAt),
            Is.EqualTo((FindingStatus.Open, Severity.Critical, At(1)))
        );
    }

    [Test]
    public void What_is_not_judged_stays_as_it_is()
    {
        Judge(Drop(Severity.Critical, 1));
        Judge();

        Assert.That((_all[0].Status, _all[0].LastSeenAt), Is.EqualTo((FindingStatus.Open, At(1))));
    }

    [Test]
    public void What_was_measured_last_stays_where_a_judgement_measures_nothing()
    {
        var run = new Guid(7, 0, 0, new byte[8]);
        Judge(Drop(Severity.Warning, 250) with { RunId = run });
        Judge(Drop(Severity.Info, 1) with { Current = null, RunId = null });

        Assert.That(
            (_all.Single().Current, _all[0].LastRunId, _all[0].LastSeenAt),
            Is.EqualTo(((double?)250, (Guid?)run, At(2)))
        );
    }

    [Test]
    public void A_severity_rises_and_never_falls()
    {
        Judge(Drop(Severity.Warning, 250));
        Judge(Drop(Severity.Critical, 1));
        Judge(Drop(Severity.Warning, 240));

        Assert.That(
            (_all.Single().Severity, _all[0].OpenedSeverity),
            Is.EqualTo((Severity.Critical, Severity.Warning))
        );
    }

    [Test]
    public void What_a_person_took_as_normal_is_not_raised_again_but_a_further_fall_is()
    {
        Judge(Drop(Severity.Warning, 250));
        _all[0] = _all[0].Acknowledge("anna", "the list was cut", At(1));

        Judge(Drop(Severity.Warning, 245));
        Assert.That(_all.Select(finding => finding.Status), Is.EqualTo([FindingStatus.Acknowledged]));

        Judge(Drop(Severity.Warning, 100));
        Assert.That(_all.Select(finding => finding.Status), Is.EqualTo([FindingStatus.Cleared, FindingStatus.Open]));
    }

    [TestCase(FindingType.RecordDrop, 175, false)]
    [TestCase(FindingType.RecordDrop, 174.9, true)]
    [TestCase(FindingType.RecordSpike, 500, false)]
    [TestCase(FindingType.RecordSpike, 500.1, true)]
    [TestCase(FindingType.DurationSpike, 500, false)]
    [TestCase(FindingType.DurationSpike, 500.1, true)]
    [TestCase(FindingType.Divergence, 500, false)]
    [TestCase(FindingType.Divergence, 500.1, true)]
    [TestCase(FindingType.RejectionRate, 10_000, false)]
    public void News_after_an_acknowledgement_is_a_loss_of_three_tenths_or_more_than_the_double(
        FindingType type,
        double current,
        bool isNews
    )
    {
        Judge(Drop(Severity.Warning, 250) with { Type = type });
        _all[0] = _all[0].Acknowledge("anna", null, At(1));

        Judge(Drop(Severity.Warning, current) with { Type = type });

        Assert.That(_all, Has.Count.EqualTo(isNews ? 2 : 1));
        Assert.That(_all[^1].Status, Is.EqualTo(isNews ? FindingStatus.Open : FindingStatus.Acknowledged));
    }

    [Test]
    public void A_higher_severity_than_the_acknowledged_one_is_news()
    {
        Judge(Drop(Severity.Warning, 250));
        _all[0] = _all[0].Acknowledge("anna", null, At(1));

        Judge(Drop(Severity.Critical, 240));

        Assert.That(_all.Select(finding => finding.Severity), Is.EqualTo([Severity.Warning, Severity.Critical]));
    }

    [Test]
    public void Prices_that_jumped_stay_a_finding_until_they_jump_back()
    {
        Judge(Jump(3));
        Judge(Jump(null));
        Assert.That(_all.Single().Status, Is.EqualTo(FindingStatus.Open), "they stayed where they are");

        Judge(Jump(-3));
        Assert.That(_all.Single().Status, Is.EqualTo(FindingStatus.Cleared));
    }

    [Test]
    public void Prices_that_jumped_twice_have_to_come_back_all_the_way()
    {
        Judge(Jump(3));
        Judge(Jump(3));
        Judge(Jump(-3));
        Assert.That((_all.Single().Status, _all[0].PowerOfTen), Is.EqualTo((FindingStatus.Open, (int?)3)));

        Judge(Jump(-3));
        Assert.That(_all.Single().Status, Is.EqualTo(FindingStatus.Cleared));
    }

    [Test]
    public void Missing_assets_are_missing_until_each_of_them_has_come_back()
    {
        Judge(Missing(Severity.Warning, ["a", "b"], received: ["c"]));
        Judge(Missing(Severity.Ok, [], received: ["a", "c"]));
        Assert.That(_all.Single().Status, Is.EqualTo(FindingStatus.Open), "b left the baseline and is not back");

        Judge(Missing(Severity.Ok, [], received: ["a", "b", "c"]));
        Assert.That(_all.Single().Status, Is.EqualTo(FindingStatus.Cleared));
    }

    [Test]
    public void Only_an_open_finding_can_be_acknowledged()
    {
        Judge(Drop(Severity.Warning, 250));
        Judge(Drop(Severity.Ok, 500));

        Assert.That(
            () => _all[0].Acknowledge("anna", null, At(3)),
            Throws.InvalidOperationException.With.Message.Contains("is not open: Cleared")
        );
    }

    private void Judge(params Condition[] conditions)
    {
        var standing = _all.Where(finding => finding.Status != FindingStatus.Cleared).ToList();
        _all.RemoveAll(standing.Contains);
        _all.AddRange(FindingRules.Apply("coingecko", standing, conditions, At(++_judgement)));
    }

    private static DateTimeOffset At(int judgement) => s_now.AddHours(4 * judgement);

    private static Condition Drop(Severity severity, double current) =>
        new(FindingType.RecordDrop, "fetched_records", StateOf(severity), severity)
        {
            Expected = new Expected(500, 350, 1000),
            Current = current,
            Message = $"{current} records fetched, 500 expected",
        };

    private static Condition Jump(int? power) =>
        new(
            FindingType.PriceJump,
            "share",
            power is null ? ConditionState.Ended : ConditionState.Holds,
            power is null ? Severity.Ok : Severity.Critical
        )
        {
            Message = "prices jumped",
            PowerOfTen = power,
        };

    private static Condition Missing(Severity severity, string[] missing, string[] received) =>
        new(FindingType.MissingAssets, "missing_assets", StateOf(severity), severity)
        {
            Message = "missing",
            Evidence = missing,
            Received = AssetFingerprints.Of(received.Select(AssetFingerprint.Of)),
        };

    private static ConditionState StateOf(Severity severity) =>
        severity switch
        {
            >= Severity.Warning => ConditionState.Holds,
            Severity.Info => ConditionState.Lasts,
            _ => ConditionState.Ended,
        };

    [TestCase("a", 1)]
    [TestCase("a b", 2)]
    [TestCase("b", 2)]
    public void Another_missing_asset_than_those_acknowledged_is_news(string missing, int findings)
    {
        Judge(Missing(Severity.Warning, ["a"], received: ["b"]));
        _all[0] = _all[0].Acknowledge("anna", null, At(1));

        Judge(Missing(Severity.Warning, missing.Split(' '), received: []));

        Assert.That(_all, Has.Count.EqualTo(findings));
    }

    [Test]
    public void Prices_that_jump_again_after_an_acknowledgement_are_news()
    {
        Judge(Jump(3));
        _all[0] = _all[0].Acknowledge("anna", null, At(1));

        Judge(Jump(3));

        Assert.That(_all.Select(finding => finding.Status), Is.EqualTo([FindingStatus.Cleared, FindingStatus.Open]));
    }
}
