using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

/// <summary>From what share of its values on a path has changed, and how bad that is.</summary>
public sealed class ValueChangesTests
{
    private static readonly DeclaredFields s_fields = new(["required"], ["optional"], []);

    [TestCase("required", 1_000, 0, 900, 0, Severity.Warning)]
    [TestCase("optional", 1_000, 0, 900, 0, Severity.Info)]
    [TestCase("unread", 1_000, 0, 900, 0, Severity.Info)]
    [TestCase("required", 1_000, 0, 500, 0, Severity.Warning, Description = "half is left")]
    [TestCase("required", 1_000, 0, 499, 0, Severity.Critical)]
    [TestCase("optional", 1_000, 0, 499, 0, Severity.Warning)]
    [TestCase("unread", 1_000, 0, 499, 0, Severity.Info)]
    [TestCase("required", 500, 0, 1_000, 0, Severity.Info, Description = "more often there")]
    [TestCase("required", 1_000, 0, 1_000, 501, Severity.Critical)]
    [TestCase("required", 1_000, 500, 1_000, 700, Severity.Warning, Description = "three fifths of the half are left")]
    [TestCase("required", 1_000, 500, 1_000, 760, Severity.Critical)]
    [TestCase("required", 1_000, 500, 1_000, 0, Severity.Info, Description = "less often null")]
    public void What_is_left_of_a_path_says_how_bad_its_loss_is(
        string path,
        int seenBefore,
        int nullsBefore,
        int seen,
        int nulls,
        Severity severity
    ) =>
        Assert.That(
            Changes(path, Seen(1_000, seenBefore, nullsBefore), Seen(1_000, seen, nulls)).Single().Severity,
            Is.EqualTo(severity)
        );

    [TestCase(200, 184, 0, "absent", "more often absent", 0.99976)]
    [TestCase(200, 200, 16, "null", "more often null", 0.99976)]
    public void A_shift_says_what_it_is_and_how_sure(
        int rows,
        int seen,
        int nulls,
        string from,
        string to,
        double confidence
    )
    {
        var change = Changes("required", Seen(rows, rows, 0), Seen(rows, seen, nulls)).Single();

        Assert.That(
            (change.Kind, change.From, change.To, change.Confidence),
            Is.EqualTo((DriftKind.PresenceShifted, from, to, confidence))
        );
        Assert.That(
            Changes("required", Seen(rows, seen, nulls), Seen(rows, rows, 0)).Single().To,
            Is.EqualTo(to.Replace("more", "less", StringComparison.Ordinal))
        );
    }

    [TestCase(10_000, 9_800, 1, Description = "two percentage points")]
    [TestCase(10_000, 9_801, 0)]
    [TestCase(200, 186, 0, Description = "may be chance")]
    [TestCase(200, 185, 1)]
    [TestCase(0, 0, 0)]
    public void A_shift_is_reported_where_it_is_neither_small_nor_chance(int rows, int seen, int changes) =>
        Assert.That(Changes("required", Seen(rows, rows, 0), Seen(rows, seen, 0)).Count(), Is.EqualTo(changes));

    [TestCase(0, 100, 1)]
    [TestCase(0, 60, 0, Description = "may be less than a twentieth")]
    [TestCase(10, 100, 1, Description = "a hundredth is a trace")]
    [TestCase(11, 100, 0)]
    public void A_type_is_new_where_it_was_a_trace_and_is_more_than_stray(int before, int now, int changes)
    {
        var found = Changes(
            "required",
            Types((JsonType.Number, 1_000 - before), (JsonType.String, before)),
            Types((JsonType.Number, 1_000 - now), (JsonType.String, now))
        );

        Assert.That(
            found.Select(change => (change.Kind, change.From, change.To, change.Severity)),
            Is.EqualTo(Enumerable.Repeat((DriftKind.TypeChanged, "number", "string", Severity.Critical), changes))
        );
    }

    [Test]
    public void A_trace_is_a_share_of_all_values_and_the_most_frequent_type_is_what_was_there()
    {
        var before = Types((JsonType.Number, 500), (JsonType.Array, 492), (JsonType.Boolean, 8));

        Assert.That(
            Changes("optional", before, Types((JsonType.Boolean, 1_000))).Select(change => (change.From, change.To)),
            Is.EqualTo([("number", "boolean")])
        );
        Assert.That(Changes("optional", before, Types()), Is.Empty, "no value left");
        Assert.That(Changes("optional", Types(), before), Is.Empty);
    }

    [TestCase(ValueFormat.NumericText, ValueFormat.IsoDate, 5, Severity.Critical)]
    [TestCase(ValueFormat.NumericText, ValueFormat.IsoDate, 4, null, Description = "too few")]
    [TestCase(ValueFormat.IsoTime, ValueFormat.IsoTimeFraction, 100, Severity.Info, Description = "read alike")]
    [TestCase(ValueFormat.IsoTimeFraction, ValueFormat.IsoTime, 100, Severity.Info)]
    [TestCase(ValueFormat.IsoDate, ValueFormat.IsoTime, 100, Severity.Critical)]
    [TestCase(ValueFormat.IsoTime, ValueFormat.UnixSeconds, 100, Severity.Critical)]
    [TestCase(ValueFormat.IsoTime, ValueFormat.IsoTime, 100, null)]
    public void A_format_changes_for_nearly_all_values(
        ValueFormat from,
        ValueFormat to,
        int values,
        Severity? severity
    ) =>
        Assert.That(
            Changes("required", Formats(from, 100), Formats(to, values)).SingleOrDefault()?.Severity,
            Is.EqualTo(severity)
        );

    [TestCase("a:99 z:1", "b:80 c:20", "a b")]
    [TestCase("a:95 b:5", "b:100", "a b", Description = "a twentieth was a stray one")]
    [TestCase("a:94 b:6", "b:100", null)]
    [TestCase("a:50 c:45 b:5", "b:100", "a b")]
    [TestCase("a:100", "a:60 b:40", null)]
    [TestCase("", "b:100", null)]
    [TestCase("a:100", "", null)]
    public void Another_host_is_another_format(string before, string now, string? hosts)
    {
        var change = Changes("unread", Hosts(before), Hosts(now)).SingleOrDefault();

        Assert.That(change is null ? null : $"{change.From} {change.To}", Is.EqualTo(hosts));
        if (now == "b:80 c:20")
            Assert.That(change!.Confidence, Is.EqualTo(Math.Round(Robust.WilsonLowerBound(80, 100), 4)));
    }

    private static IEnumerable<SchemaChange> Changes(string path, PathCounts before, PathCounts now) =>
        ValueChanges.Of(path, before, now, s_fields);

    private static PathCounts Seen(int rows, int seen, int nulls) =>
        new()
        {
            Rows = rows,
            Seen = seen,
            Nulls = nulls,
        };

    private static PathCounts Types(params (JsonType Type, long Count)[] types) =>
        Seen(1_000, 1_000, 0) with
        {
            Types = new(types.ToDictionary(type => type.Type, type => type.Count)),
        };

    private static PathCounts Formats(ValueFormat format, long count) =>
        Seen(1_000, 1_000, 0) with
        {
            Formats = new() { [format] = count },
        };

    private static PathCounts Hosts(string hosts) =>
        Formats(ValueFormat.Url, 100) with
        {
            Hosts = new(
                hosts
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(host => host.Split(':'))
                    .ToDictionary(host => host[0], host => long.Parse(host[1], null)),
                StringComparer.Ordinal
            ),
        };
}
