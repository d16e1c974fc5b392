using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Testing;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>That each member of a row is what the provider says, and nothing else.</summary>
[TestFixtureSource(typeof(RecordedSources), nameof(RecordedSources.All))]
public sealed class SourceMappingTests : RecordedSourceChecks
{
    private static readonly string[] s_amounts = ["price_usd", "market_cap_usd", "volume_24h_usd"];

    public SourceMappingTests(string source)
        : base(source) { }

    internal SourceMappingTests(RecordedSource recorded)
        : base(recorded) { }

    /// <summary>
    /// Cap and volume are not swapped, the price is not the ask, the slot of an array is the right one.
    /// </summary>
    [Test]
    public async Task Each_member_is_read_from_its_own_field()
    {
        await using var bench = Recorded.NewBench();
        var fetch = (await bench.FetchAsync()).AssertComplete();

        Assert.That(FieldOrigins.OfAll(bench.Source, fetch.Records), Is.EqualTo(Recorded.Golden.ReadFrom));
    }

    /// <summary>Also where what was accepted is wrong.</summary>
    [Test]
    public async Task No_member_is_read_from_a_field_that_is_named_for_another()
    {
        await foreach (var (member, origin) in OriginsAsync())
            Assert.That(
                FieldWords.Of(origin.Path).Intersect(FieldWords.WrongFor(member)),
                Is.Empty,
                $"{member} is read from {origin.Path}"
            );
    }

    [Test]
    public async Task A_number_has_the_digits_of_one_field()
    {
        await foreach (var (record, members) in MembersAsync())
        foreach (var (member, text) in OutcomeText.MembersOf(record.Row!).Where(pair => s_amounts.Contains(pair.Key)))
        {
            if (text is null)
                continue;
            Assert.That(
                members[member].Select(origin => origin.Part.Text),
                Is.EqualTo(new[] { text }),
                $"the fields that {member} of {record.SourceId} changes with"
            );
        }
    }

    [Test]
    public async Task Every_member_changes_with_the_record()
    {
        await foreach (var (record, members) in MembersAsync())
            Assert.That(
                OutcomeText
                    .MembersOf(record.Row!)
                    .Where(member => member.Value is not null && members[member.Key].Count == 0)
                    .Select(member => member.Key),
                Is.Empty,
                $"members of {record.SourceId} that come from nowhere in the record"
            );
    }

    /// <summary>Milliseconds are not cut, seconds are not taken for milliseconds.</summary>
    [Test]
    public async Task A_time_moves_by_as_much_as_it_says()
    {
        await using var bench = Recorded.NewBench();
        await foreach (var (record, members) in MembersAsync())
        {
            Assert.That(members["last_updated"], Is.Not.Empty, $"what moves the time of {record.SourceId}");
            foreach (var origin in members["last_updated"])
            foreach (var (text, moved) in TimeVariants.Of(origin.Part.Text))
            {
                var json = origin.IsText ? $"\"{text}\"" : text;
                if (bench.Source.Map(origin.With(json)) is Mapping.Accepted { Observation.LastUpdated: var instant })
                    Assert.That(
                        instant - record.Row!.LastUpdated,
                        Is.EqualTo(moved),
                        $"{origin.Path} of {record.SourceId} is {text} in place of {origin.Part.Text}"
                    );
                else
                    Assert.That(moved.Ticks % TimeSpan.TicksPerSecond, Is.Not.Zero, $"{origin.Path} cannot be {text}");
            }
        }
    }

    [Test]
    public async Task Times_are_near_the_receipt()
    {
        await using var bench = Recorded.NewBench();
        if (bench.Source.Description.IsStatic)
            Assert.Ignore("Its records are history.");
        var latest = (await FetchedAsync()).Records.Max(record => record.Row?.LastUpdated);
        Assert.That(latest, Is.EqualTo(Recorded.Recording.ReceivedAt).Within(TimeSpan.FromDays(2)));
    }

    /// <summary>The same payload received again is no new record, unless what its row depends on is stated.</summary>
    [Test]
    public async Task What_a_row_says_is_part_of_what_the_source_stated()
    {
        await using var bench = Recorded.NewBench();
        await foreach (var (record, members) in MembersAsync())
        {
            var later = record.Stored with { IngestedAt = record.Stored.IngestedAt.AddHours(1) };
            Assert.That(bench.Source.Map(later), Is.EqualTo(bench.Source.Map(record.Stored)), "the time of receipt");
            Assert.That(
                record.IsEnvelopeStated || !members.Where(IsAmountOrTime).SelectMany(Origins).Any(IsAround),
                Is.True,
                $"{record.SourceId} is read from its envelope, which is not part of what is stated"
            );
        }

        static bool IsAmountOrTime(KeyValuePair<string, IReadOnlyList<Origin>> member) =>
            s_amounts.Contains(member.Key) || member.Key == "last_updated";
        static IReadOnlyList<Origin> Origins(KeyValuePair<string, IReadOnlyList<Origin>> member) => member.Value;
        static bool IsAround(Origin origin) => origin.IsInEnvelope;
    }

    [Test]
    public async Task The_fields_of_a_row_are_shown_where_they_are_read()
    {
        await using var bench = Recorded.NewBench();
        await foreach (var (record, members) in MembersAsync())
        foreach (var shown in bench.Source.FieldsOf(record.Stored))
        {
            var part = FieldOrigins.ValuesOf(record).FirstOrDefault(value => value.Path == shown.Path)?.Part;
            Assert.That(part?.Text, part is null ? Is.Null : Is.Not.Null, shown.Path);
            if (part is not null && members[shown.Member].Count == 1)
                Assert.That(
                    members[shown.Member][0].Path,
                    Is.EqualTo(shown.Path),
                    $"{shown.Member} of {record.SourceId}"
                );
        }
    }

    [Test]
    public async Task The_clock_does_not_matter_to_a_stored_record()
    {
        await using var bench = Recorded.NewBench();
        await using var later = Recorded.NewBench(later: TimeSpan.FromDays(400));
        foreach (var record in (await bench.FetchAsync()).AssertComplete().Records)
        {
            var first = bench.Source.Map(record.Stored);
            bench.Clock.Advance(TimeSpan.FromDays(1));
            Assert.That(bench.Source.Map(record.Stored), Is.EqualTo(first), "a day later");
            Assert.That(later.Source.Map(record.Stored), Is.EqualTo(first), "in another process, a year later");
        }
    }

    [Test]
    public async Task A_record_says_the_same_whatever_was_read_before()
    {
        await using var used = Recorded.NewBench();
        var records = (await used.FetchAsync()).AssertComplete().Records;
        var all = records
            .SelectMany(record =>
                FieldOrigins.ValuesOf(record).Select(value => value.With("null")).Prepend(record.Stored)
            )
            .ToList();
        var first = all.Select(used.Source.Map).ToList();

        foreach (var at in Enumerable.Range(0, all.Count).Reverse())
            Assert.That(used.Source.Map(all[at]), Is.EqualTo(first[at]), records[0].SourceId);
        await using var unused = Recorded.NewBench();
        foreach (var at in Enumerable.Range(0, all.Count).Where(at => at % 7 == 0))
        {
            unused.Source.Map(all[^1]);
            Assert.That(unused.Source.Map(all[at]), Is.EqualTo(first[at]), "in another process");
        }
    }

    [TestCaseSource(typeof(ForeignCultures), nameof(ForeignCultures.Names))]
    public async Task The_culture_of_the_machine_does_not_matter(string name)
    {
        await using var bench = Recorded.NewBench();
        var records = (await bench.FetchAsync()).AssertComplete().Records;
        Assert.That(
            ForeignCultures.In(ForeignCultures.Of(name), () => Outcomes(bench.Source, records)),
            Is.EqualTo(Outcomes(bench.Source, records))
        );
    }

    [TestCase("Asia/Kolkata"), TestCase("America/St_Johns"), NonParallelizable]
    public async Task The_zone_of_the_machine_does_not_matter(string zone)
    {
        await using var bench = Recorded.NewBench();
        var records = (await bench.FetchAsync()).AssertComplete().Records;
        Assert.That(
            ForeignCultures.InZone(zone, () => Outcomes(bench.Source, records)),
            Is.EqualTo(Outcomes(bench.Source, records))
        );
    }

    [Test]
    public async Task The_order_of_keys_matters_neither_to_the_hash_nor_to_the_meaning()
    {
        await using var bench = Recorded.NewBench();
        foreach (var record in (await bench.FetchAsync()).AssertComplete().Records)
        {
            var reversed = JsonPart
                .Read(record.Payload)
                .Arrange((part, parts) => part.Raw.StartsWith('{') ? parts.Reverse() : parts);
            var stored = ReceivedRecord.StoredOf(reversed, record.Envelope, record.Stored.IngestedAt);
            Assert.That(PayloadHash.Of(stored.Payload.Span), Is.EqualTo(PayloadHash.Of(record.Stored.Payload.Span)));
            Assert.That(bench.Source.Map(stored), Is.EqualTo(bench.Source.Map(record.Stored)));
        }
    }

    [Test, EdgeCase(16)]
    public async Task Every_digit_matters_to_the_hash()
    {
        foreach (var record in (await FetchedAsync()).Records)
        foreach (var value in FieldOrigins.ValuesOf(record).Where(value => !value.IsInEnvelope))
        foreach (var variant in value.Variants)
            Assert.That(
                PayloadHash.Of(value.With(variant).Payload.Span),
                Is.Not.EqualTo(PayloadHash.Of(record.Stored.Payload.Span)),
                value.Path
            );
    }

    [
        TestCase("null"),
        TestCase("1"),
        TestCase("\"x\""),
        TestCase("true"),
        TestCase("{\"id\":"),
        TestCase("{} {}"),
        TestCase(""),
        TestCase("NaN")
    ]
    public async Task What_is_no_record_is_refused_as_such(string payload)
    {
        await using var bench = Recorded.NewBench();
        var envelope = (await bench.FetchAsync()).AssertComplete().Records[0].Envelope;
        var mapping = bench.Source.Map(ReceivedRecord.StoredOf(payload, envelope, Recorded.Recording.ReceivedAt));
        Assert.That((mapping as Mapping.Rejected)?.Kind, Is.EqualTo(TransformFailureType.NotAnObject), $"{mapping}");
    }

    [TestCase("{}"), TestCase("[]")]
    public async Task A_record_with_nothing_in_it_gives_a_reason(string payload)
    {
        await using var bench = Recorded.NewBench();
        Assert.That(bench.Source.Map(ReceivedRecord.StoredOf(payload, "", default)), Is.Not.TypeOf<Mapping.Accepted>());
        Assert.That(bench.Source.FieldsOf(ReceivedRecord.StoredOf(payload, "", default)), Is.Empty);
    }

    private static List<Mapping> Outcomes(ISource source, IEnumerable<ReceivedRecord> records) =>
        [.. records.Select(record => source.Map(record.Stored))];

    private async IAsyncEnumerable<(string Member, Origin Origin)> OriginsAsync()
    {
        await foreach (var (_, members) in MembersAsync())
        foreach (var (member, origins) in members)
        foreach (var origin in origins)
            yield return (member, origin);
    }

    /// <summary>Each record that gives a row, with where its members are read.</summary>
    private async IAsyncEnumerable<(
        ReceivedRecord Record,
        IReadOnlyDictionary<string, IReadOnlyList<Origin>> Members
    )> MembersAsync()
    {
        await using var bench = Recorded.NewBench();
        var rows = (await bench.FetchAsync()).AssertComplete().Records.Where(record => record.Row is not null).ToList();
        Assert.That(rows, Is.Not.Empty, "records that give a row");
        foreach (var record in rows)
            yield return (record, FieldOrigins.Of(bench.Source, record));
    }
}
