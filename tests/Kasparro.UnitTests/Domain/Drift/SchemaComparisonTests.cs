using System.Globalization;
using System.Text;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

/// <summary>Changes of records whose answers are known.</summary>
public sealed class SchemaComparisonTests
{
    private static readonly DeclaredFields s_fields = new(["id", "price_usd", "quotes.USD.price"], ["cap"], ["quotes"]);

    [Test]
    public void The_order_of_keys_and_of_records_does_not_matter()
    {
        var records = Records(20, id => $$"""{"id":"{{id}}","price_usd":{{id}}.5,"a":{"b":[1,2],"c":null} }""");
        var others = Records(20, id => $$"""{"a":{"c":null,"b":[2,1]},"price_usd":{{id}}.5,"id":"{{id}}"}""").Reverse();

        Assert.That(Shape(Profile(others)), Is.EqualTo(Shape(Profile(records))));
        Assert.That(Profile(others).Version, Is.EqualTo(Profile(records).Version));
    }

    [Test]
    public void However_the_records_are_shared_out_their_profile_is_the_same()
    {
        var records = Records(
            90,
            id => $$"""{"id":"{{id}}","map":{"k{{id}}":{{id}}},"url":"https://h{{id % 3}}/x","cap":null}"""
        );
        var merged = New();
        foreach (var part in records.Chunk(7))
        {
            var profile = New();
            foreach (var record in part)
                profile.Add(record.Span);
            merged.Merge(profile);
        }

        Assert.That(Shape(merged.ToProfile()), Is.EqualTo(Shape(Profile(records))));
    }

    [Test]
    public void Names_that_are_data_become_one_path()
    {
        var profile = Profile(Records(40, id => $$"""{"platforms":{"chain-{{id}}":"0x{{id}}"},"quotes":{"EUR":1} }"""));

        Assert.That(profile.Paths.Keys, Is.EqualTo(["platforms", "platforms.*", "quotes", "quotes.*"]));
        Assert.That(profile.Paths["platforms.*"].Types, Is.EqualTo(Types((JsonType.String, 40))));
    }

    [Test]
    public void Null_and_absent_are_different_things()
    {
        var nulls = Profile(Records(10, id => $$"""{"id":"{{id}}","cap":null}"""));
        var absent = Profile(Records(10, id => $$"""{"id":"{{id}}"}"""));

        Assert.That((nulls.Paths["cap"].Seen, nulls.Paths["cap"].Nulls), Is.EqualTo((10, 10)));
        Assert.That(absent.Find("cap"), Is.Null);
        Assert.That(nulls.Version, Is.Not.EqualTo(absent.Version));
        var was = Profile(Records(200, id => $$"""{"id":"{{id}}","cap":{{id + 1}}}"""));
        Assert.That(
            Find(was, Profile(Records(200, id => $$"""{"id":"{{id}}","cap":null}"""))).Single(),
            Has.Property("Kind").EqualTo(DriftKind.PresenceShifted).And.Property("Severity").EqualTo(Severity.Warning)
        );
        Assert.That(
            Find(was, Profile(Records(200, id => $$"""{"id":"{{id}}"}"""))).Single(),
            Has.Property("Kind").EqualTo(DriftKind.Removed).And.Property("Severity").EqualTo(Severity.Warning)
        );
    }

    [TestCase(50, 0)]
    [TestCase(1_000, 1)]
    public void A_path_of_one_record_in_a_hundred_is_missed_only_among_many(int records, int changes)
    {
        var before = Profile(Records(1_000, id => id % 100 == 0 ? """{"id":"a","rare":1}""" : """{"id":"a"}"""));
        var now = Profile(Records(records, _ => """{"id":"a"}"""));

        var found = Find(before, now);

        Assert.That(
            found.Select(change => (change.Path, change.Kind)),
            Is.EqualTo(Enumerable.Repeat(("rare", DriftKind.Removed), changes))
        );
        if (changes > 0)
            Assert.That(found[0].Confidence, Is.EqualTo(1 - Math.Pow(0.99, 1_000)).Within(1e-4));
    }

    [Test]
    public void Another_quote_currency_raises_nothing_and_the_loss_of_ours_is_critical()
    {
        var before = Profile(Records(100, id => $$$"""{"id":"{{{id}}}","quotes":{"USD":{"price":{{{id}}}.5} } }"""));
        var more = Profile(
            Records(100, id => $$$"""{"id":"{{{id}}}","quotes":{"USD":{"price":{{{id}}}.5},"EUR":{"price":1} } }""")
        );
        var other = Profile(Records(100, id => $$$"""{"id":"{{{id}}}","quotes":{"KRW":{"price":{{{id}}}.5} } }"""));

        Assert.That(Find(before, more), Is.Empty);
        Assert.That(
            Find(before, other).Where(change => change.Severity == Severity.Critical).Select(change => change.Path),
            Is.EqualTo(["quotes.USD.price"])
        );
    }

    [Test]
    public void A_required_path_of_another_type_is_critical_and_a_stray_value_is_nothing()
    {
        var before = Profile(Records(100, id => $$"""{"id":"{{id}}","price_usd":{{id}}.5}"""));
        var retyped = Profile(Records(100, id => $$"""{"id":"{{id}}","price_usd":"{{id}}.5"}"""));
        var stray = Profile(
            Records(100, id => id == 7 ? """{"id":"7","price_usd":"x"}""" : $$"""{"id":"{{id}}","price_usd":1}""")
        );

        var change = Find(before, retyped).Single();
        Assert.That(
            (change.Kind, change.From, change.To, change.Severity),
            Is.EqualTo((DriftKind.TypeChanged, "number", "string", Severity.Critical))
        );
        Assert.That(change.Confidence, Is.EqualTo(0.963).Within(0.001), "Wilson's lower bound of 100 of 100");
        Assert.That(Find(before, stray), Is.Empty);
    }

    [Test]
    public void A_format_a_host_and_the_fraction_of_a_second_are_seen()
    {
        var before = Profile(
            Records(50, id => $$"""{"at":"2026-03-01T04:05:06.789Z","image":"https://a.example/{{id}}.png","n":1}""")
        );
        var now = Profile(
            Records(50, id => $$"""{"at":"2026-03-01T04:05:06Z","image":"https://b.example/{{id}}.png","n":1}""")
        );

        Assert.That(
            Find(before, now).Select(change => (change.Path, change.From, change.To, change.Severity)),
            Is.EqualTo([
                ("at", "iso_time_fraction", "iso_time", Severity.Info),
                ("image", "a.example", "b.example", Severity.Info),
            ])
        );
    }

    [Test]
    public void A_path_that_has_the_values_of_one_that_vanished_was_renamed()
    {
        var (before, now) = (
            Records(60, id => $$"""{"id":"{{id}}","price_usd":{{id + 1}}.5}"""),
            Records(60, id => $$"""{"id":"{{id}}","usd_price":{{id + 1}}.51}""")
        );

        var change = Find(Profile(before), Profile(now), Pairs(before, now)).Single();

        Assert.That(
            (change.Kind, change.From, change.To, change.Severity),
            Is.EqualTo((DriftKind.Renamed, "price_usd", "usd_price", Severity.Critical))
        );
        Assert.That(change.Confidence, Is.GreaterThan(0.9));
    }

    [Test]
    public void Similar_names_of_other_values_are_no_rename()
    {
        var (before, now) = (
            Records(60, id => $$"""{"id":"{{id}}","cap":{{id + 1}}000000}"""),
            Records(60, id => $$"""{"id":"{{id}}","cap_rank":{{60 - id}}}""")
        );

        Assert.That(
            Find(Profile(before), Profile(now), Pairs(before, now)).Select(change => change.Kind),
            Is.EqualTo([DriftKind.Removed, DriftKind.Added])
        );
        Assert.That(
            RenameScore.Of(Profile(before), Profile(now), "cap", "cap_rank", Pairs(before, now)),
            Is.LessThan(0.8)
        );
    }

    [Test]
    public void Two_renames_at_once_find_their_own_partners()
    {
        var (before, now) = (
            Records(60, id => $$"""{"id":"{{id}}","cap":{{id + 1}}000,"volume":{{id + 1}}}"""),
            Records(60, id => $$"""{"id":"{{id}}","mcap":{{id + 1}}000,"total_volume":{{id + 1}},"new_key":true}""")
        );

        Assert.That(
            Find(Profile(before), Profile(now), Pairs(before, now))
                .Select(change => (change.Kind, change.Path, change.To, change.Severity)),
            Is.EqualTo([
                (DriftKind.Renamed, "cap", "mcap", Severity.Warning),
                (DriftKind.Added, "new_key", "present", Severity.Info),
                (DriftKind.Renamed, "volume", "total_volume", Severity.Info),
            ])
        );
    }

    [Test]
    public void Prices_a_thousand_times_as_large_are_another_scale_and_a_market_that_doubles_is_not()
    {
        var before = Records(60, id => $$"""{"id":"{{id}}","price_usd":{{id + 1}}.5}""");
        var thousand = Records(60, id => $$"""{"id":"{{id}}","price_usd":{{(id + 1) * 1_000}}.5}""");
        var doubled = Records(60, id => $$"""{"id":"{{id}}","price_usd":{{(id + 1) * 2}}.5}""");

        var change = Find(Profile(before), Profile(thousand), Pairs(before, thousand)).Single();
        Assert.That(
            (change.Kind, change.To, change.Severity),
            Is.EqualTo((DriftKind.ScaleShifted, "10^3", Severity.Critical))
        );
        Assert.That(Find(Profile(before), Profile(doubled), Pairs(before, doubled)), Is.Empty);
    }

    [Test]
    public void Four_records_say_nothing_and_end_nothing()
    {
        var before = Profile(Records(100, id => $$"""{"id":"{{id}}","price_usd":1}"""));
        var few = Profile(Records(4, id => $$"""{"id":"{{id}}"}"""));
        var found = Find(before, Profile(Records(100, id => $$"""{"id":"{{id}}"}""")));

        Assert.That(Find(before, few), Is.Empty);
        Assert.That(new SchemaComparison(before, few, s_fields, found).Find([]), Is.EqualTo(found));
    }

    [Test]
    public void What_harms_is_found_again_until_it_ends_and_what_does_not_is_known_at_once()
    {
        var known = Profile(Records(100, id => $$"""{"id":"{{id}}","price_usd":1,"note":"x"}"""));
        var now = Profile(Records(100, id => $$"""{"id":"{{id}}","news":true}"""));
        var changes = Find(known, now);
        Assert.That(changes.Select(change => change.Path), Is.EqualTo(["news", "note", "price_usd"]));

        for (var run = 0; run < 40; run++)
        {
            known = KnownSchema.After(known, now, changes);
            changes = new SchemaComparison(known, now, s_fields, changes).Find([]);
            Assert.That(changes.Select(change => change.Path), Is.EqualTo(["price_usd"]), $"run {run}");
        }

        var accepted = KnownSchema.Accept(known, now, changes[0]);
        Assert.That(new SchemaComparison(accepted, now, s_fields, []).Find([]), Is.Empty);
    }

    [Test]
    public void A_thousand_quiet_runs_raise_nothing()
    {
        var random = new Random(13);
        var known = Quiet(random);
        var found = new List<SchemaChange>();
        for (var run = 0; run < 1_000; run++)
        {
            var now = Quiet(random);
            var changes = new SchemaComparison(known, now, s_fields, []).Find([]);
            found.AddRange(changes);
            known = KnownSchema.After(known, now, changes);
        }

        Assert.That(found, Has.Count.LessThanOrEqualTo(10), "1 % of the runs");
    }

    /// <summary>
    /// 250 coins: some nulls, some that come and go, prices of all sizes, now and then a coin that left.
    /// </summary>
    private static SchemaProfile Quiet(Random random) =>
        Profile(
            Records(
                250,
                id =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""
                        {"id":"{{id}}","price_usd":{{Math.Exp(random.NextDouble() * 20 - 8):F8}},"cap":{{(
                            random.NextDouble() < 0.08 ? "null" : "5"
                        )}}
                        {{(random.NextDouble() < 0.4 ? ",\"max\":21000000" : "")}},"roi":{{(
                            random.NextDouble() < 0.1 ? "{\"times\":2.5}" : "null"
                        )}}}
                        """
                    )
            )
        );

    private static IReadOnlyList<SchemaChange> Find(
        SchemaProfile before,
        SchemaProfile now,
        IReadOnlyList<RecordPair>? pairs = null
    ) => new SchemaComparison(before, now, s_fields, []).Find(pairs ?? []);

    private static RecordProfile New() => new(s_fields.Read, s_fields.Keyed);

    private static SchemaProfile Profile(IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var profile = New();
        foreach (var record in records)
            profile.Add(record.Span);
        return profile.ToProfile();
    }

    private static ReadOnlyMemory<byte>[] Records(int count, Func<int, string> json) =>
        [.. Enumerable.Range(0, count).Select(id => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(json(id)))];

    private static RecordPair[] Pairs(ReadOnlyMemory<byte>[] before, ReadOnlyMemory<byte>[] now) =>
        [.. before.Zip(now, (was, @is) => new RecordPair(was, @is))];

    private static SortedDictionary<JsonType, long> Types(params (JsonType Type, long Count)[] types) =>
        new(types.ToDictionary(type => type.Type, type => type.Count));

    private static string Shape(SchemaProfile profile) => System.Text.Json.JsonSerializer.Serialize(profile);
}
