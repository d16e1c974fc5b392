using System.Text;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

/// <summary>A field that more or fewer of a thousand records have than before.</summary>
public sealed class PresenceShiftTests
{
    private const int Records = 1_000;

    private static readonly DeclaredFields s_fields = new(Required: ["price_usd"], Optional: ["cap"], Keyed: []);

    [TestCase("cap", 19, null, Description = "less than two points, however sure")]
    [TestCase("cap", 20, Severity.Info)]
    [TestCase("cap", 500, Severity.Info)]
    [TestCase("cap", 501, Severity.Warning, Description = "less than half is left")]
    [TestCase("price_usd", 19, null)]
    [TestCase("price_usd", 20, Severity.Warning)]
    [TestCase("price_usd", 500, Severity.Warning)]
    [TestCase("price_usd", 501, Severity.Critical)]
    [TestCase("other", 501, Severity.Info)]
    public void Two_points_are_a_change_and_the_loss_of_half_is_as_grave_as_the_field_is_needed(
        string path,
        int missing,
        Severity? severity
    )
    {
        foreach (var (what, instead) in new[] { ("absent", "\"x\":1"), ("null", $"\"{path}\":null") })
        {
            Assert.That(
                Find(path, 0, missing, instead),
                Is.EqualTo(severity is { } grave ? [(DriftKind.PresenceShifted, what, grave)] : None),
                what
            );
            Assert.That(
                Find(path, missing, 0, instead),
                Is.EqualTo(severity is null ? None : [(DriftKind.PresenceShifted, what, Severity.Info)]),
                $"less often {what}"
            );
        }
    }

    private static (DriftKind, string, Severity)[] None => [];

    private static IEnumerable<(DriftKind Kind, string What, Severity Severity)> Find(
        string path,
        int missingBefore,
        int missingNow,
        string instead
    ) =>
        new SchemaComparison(
            Profile(path, missingBefore, instead),
            Profile(path, missingNow, instead),
            s_fields,
            standing: []
        )
            .Find([])
            .Where(change => change.Path == path)
            .Select(change => (change.Kind, change.From, change.Severity));

    private static SchemaProfile Profile(string path, int missing, string instead)
    {
        var profile = new RecordProfile(s_fields.Read, s_fields.Keyed);
        for (var record = 0; record < Records; record++)
            profile.Add(Encoding.UTF8.GetBytes(record < missing ? $"{{{instead}}}" : $"{{\"{path}\":1}}"));
        return profile.ToProfile();
    }
}
