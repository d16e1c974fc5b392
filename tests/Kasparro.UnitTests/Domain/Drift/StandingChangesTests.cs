using System.Text;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

/// <summary>Changes that were found before: how long they stay, and what is known meanwhile.</summary>
public sealed class StandingChangesTests
{
    private static readonly DeclaredFields s_fields = new(["id", "price"], ["cap"], []);

    private static readonly SchemaChange s_rename = new(
        "price",
        DriftKind.Renamed,
        "price",
        "usd_price",
        Severity.Critical,
        0.9
    );

    private static readonly SchemaChange s_scale = new(
        "price",
        DriftKind.ScaleShifted,
        "10^0",
        "10^3",
        Severity.Critical,
        0.9
    );

    [TestCase(true, true, true)]
    [TestCase(true, false, false)]
    [TestCase(false, true, false)]
    [TestCase(false, false, false)]
    public void Values_are_compared_where_a_path_is_gone_and_another_one_is_new(
        bool isGone,
        bool isNew,
        bool needsPairs
    ) =>
        Assert.That(
            Compare(
                Profile(100, """{"id":"a","price":1}"""),
                Profile(100, $$"""{"id":"a"{{(isGone ? "" : ",\"price\":1")}}{{(isNew ? ",\"news\":1" : "")}}}""")
            ).NeedsPairs,
            Is.EqualTo(needsPairs)
        );

    [TestCase(5, true)]
    [TestCase(4, false, Description = "too few to be compared")]
    public void Values_are_compared_where_numbers_are_of_another_size(int records, bool needsPairs) =>
        Assert.That(
            Compare(Profile(100, """{"price":1}"""), Profile(records, """{"price":1000}""")).NeedsPairs,
            Is.EqualTo(needsPairs)
        );

    [Test]
    public void A_rename_stays_one_while_the_old_name_is_gone_and_the_new_one_there()
    {
        var before = Profile(100, """{"id":"a","price":1}""");

        Assert.That(
            Compare(before, Profile(100, """{"id":"a","usd_price":1}"""), s_rename).Find([]),
            Is.EqualTo([s_rename])
        );
        Assert.That(
            Compare(before, Profile(100, """{"id":"a"}"""), s_rename).Find([]).Select(change => change.Kind),
            Is.EqualTo([DriftKind.Removed])
        );
        Assert.That(Compare(before, before, s_rename).Find([]), Is.Empty);
    }

    [Test]
    public void A_rename_that_was_found_before_takes_part_in_no_other_one()
    {
        const string Old = """{"id":"a","price":1,"cap":1000}""";
        const string New = """{"id":"a","usd_price":1,"mcap":1000}""";
        var pair = new RecordPair(Encoding.UTF8.GetBytes(Old), Encoding.UTF8.GetBytes(New));

        Assert.That(
            Compare(Profile(100, Old), Profile(100, New), s_rename)
                .Find([.. Enumerable.Repeat(pair, 10)])
                .Select(change => (change.Kind, change.Path, change.To)),
            Is.EqualTo([(DriftKind.Renamed, "cap", "mcap"), (DriftKind.Renamed, "price", "usd_price")])
        );
    }

    [Test]
    public void Two_new_names_that_are_equally_likely_are_no_rename()
    {
        const string Old = """{"id":"a","price":1}""";
        const string New = """{"id":"a","price_one":1,"price_two":1}""";
        var pair = new RecordPair(Encoding.UTF8.GetBytes(Old), Encoding.UTF8.GetBytes(New));

        Assert.That(
            Compare(Profile(100, Old), Profile(100, New))
                .Find([.. Enumerable.Repeat(pair, 10)])
                .Select(change => (change.Kind, change.Path)),
            Is.EqualTo([(DriftKind.Removed, "price"), (DriftKind.Added, "price_one"), (DriftKind.Added, "price_two")])
        );
    }

    [TestCase(5, 5, true)]
    [TestCase(4, 5, false)]
    [TestCase(5, 4, false)]
    public void Five_records_before_and_now_are_enough(int before, int now, bool isJudged) =>
        Assert.That(
            Compare(Profile(before, """{"id":"a"}"""), Profile(now, """{"id":"a"}""")).IsJudged,
            Is.EqualTo(isJudged)
        );

    [Test]
    public void Another_scale_stays_found_where_no_id_can_be_compared_any_more()
    {
        var (before, now) = (Profile(100, """{"id":"a","price":1}"""), Profile(100, """{"id":"a","price":1000}"""));

        Assert.That(Compare(before, now, s_scale).Find([]), Is.EqualTo([s_scale]));
        Assert.That(Compare(before, now, s_scale with { Path = "cap" }).Find([]), Is.Empty);
        Assert.That(Compare(before, now, s_rename with { To = "id" }).Find([]), Is.Empty);
    }

    [TestCase(DriftKind.Removed, "price", 1)]
    [TestCase(DriftKind.TypeChanged, "price", 0)]
    [TestCase(DriftKind.Removed, "cap", 0)]
    public void A_path_that_was_found_removed_stays_so_in_a_run_too_short_to_find_it(
        DriftKind kind,
        string path,
        int changes
    )
    {
        var before = Profile([.. Enumerable.Repeat("""{"id":"a","price":1}""", 30), .. Enumerable.Repeat("{}", 70)]);

        var standing = new SchemaChange(path, kind, "present", "absent", Severity.Critical, 0.9);

        Assert.That(
            Compare(before, Profile(5, """{"id":"a"}"""), standing).Find([]).Count(change => change.Path == "price"),
            Is.EqualTo(changes)
        );
    }

    [Test]
    public void What_is_renamed_keeps_its_old_name_until_a_person_accepts_it()
    {
        var known = Profile(100, """{"id":"a","price":{"usd":1}}""");
        var now = Profile(100, """{"id":"a","usd_price":{"usd":1}}""");

        var after = KnownSchema.After(known, now, [s_rename]);
        Assert.That(after.Paths.Keys, Is.EqualTo(["id", "price", "price.usd"]));

        Assert.That(
            KnownSchema.Accept(after, now, s_rename).Paths.Keys,
            Is.EqualTo(["id", "usd_price", "usd_price.usd"])
        );
    }

    [Test]
    public void A_path_that_is_missing_by_chance_becomes_rarer()
    {
        var known = Profile([.. Enumerable.Repeat("""{"id":"a","rare":1}""", 10), .. Enumerable.Repeat("{}", 90)]);

        var rare = KnownSchema.After(known, Profile(50, "{}"), []).Paths["rare"];

        Assert.That((rare.Rows, rare.Seen), Is.EqualTo((150, 10)));
    }

    [TestCase(19, 2_000)]
    [TestCase(20, 1_050, Description = "halved")]
    public void After_twenty_runs_the_past_counts_half(int runsBefore, int rows)
    {
        var run = Profile(100, """{"id":"a"}""");
        var known = run with { Paths = new() { ["id"] = run.Paths["id"] with { Rows = runsBefore * 100 } } };

        Assert.That(KnownSchema.After(known, run, []).Paths["id"].Rows, Is.EqualTo(rows));
    }

    private static SchemaComparison Compare(
        SchemaProfile known,
        SchemaProfile current,
        params SchemaChange[] standing
    ) => new(known, current, s_fields, standing);

    private static SchemaProfile Profile(int count, string record) => Profile([.. Enumerable.Repeat(record, count)]);

    private static SchemaProfile Profile(IEnumerable<string> records)
    {
        var profile = new RecordProfile(s_fields.Read, s_fields.Keyed);
        foreach (var record in records)
            profile.Add(Encoding.UTF8.GetBytes(record));
        return profile.ToProfile();
    }
}
