using System.Text.Json;
using Kasparro.Testing;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>
/// The recording with one thing changed in it, through the source's own fetch and mapping: it costs the record that it
/// is in, and gives a reason that can be stored.
/// </summary>
[TestFixtureSource(typeof(RecordedSources), nameof(RecordedSources.Http))]
public sealed class SourceValueTests : RecordedSourceChecks
{
    public SourceValueTests(string source)
        : base(source) { }

    internal SourceValueTests(RecordedSource recorded)
        : base(recorded) { }

    [Test, EdgeCase(1), EdgeCase(2), EdgeCase(3), EdgeCase(4), EdgeCase(5), EdgeCase(6)]
    public Task An_extreme_number_is_kept_digit_for_digit_or_refused_with_a_reason() =>
        AssertEachCostsItselfAsync(part => HostileValues.ExtremeNumbers.Select(number => AsWritten(part, number)));

    [Test, EdgeCase(45)]
    public Task What_is_not_a_number_is_never_taken_for_one() =>
        AssertEachCostsItselfAsync(_ => HostileValues.NotNumbers);

    [Test, EdgeCase(39), EdgeCase(40), EdgeCase(41), EdgeCase(43), EdgeCase(45)]
    public Task Odd_texts_give_a_row_or_a_reason_that_can_be_stored() =>
        AssertEachCostsItselfAsync(_ => HostileValues.OddTexts.Append($"\"{new string('x', 10_000)}\""));

    /// <summary>Null, an empty array or object, another kind of value: for objects and arrays too.</summary>
    [Test, EdgeCase(8), EdgeCase(22)]
    public Task A_field_that_is_missing_or_of_another_kind_gives_a_row_or_a_reason() =>
        AssertEachCostsItselfAsync(
            part => part.IsScalar ? ["null"] : ["null", "[]", "{}", "7", "\"x\""],
            part => part.All
        );

    [Test]
    public async Task An_array_may_lose_its_end_and_an_object_any_of_its_members()
    {
        await using var bench = NewBench();
        var (expected, places) = await ExpectedAsync(bench);
        foreach (var (page, part) in Parts(places, record => record.All).Where(at => at.Part.Parts.Count > 0))
        foreach (var left in Enumerable.Range(0, part.Parts.Count))
        {
            var changed = part.Arrange((at, parts) => at == part ? Without(part, [.. parts], left) : parts);
            await AssertCostsItselfAsync(bench, expected, places, page, part, changed);
        }

        static IEnumerable<string> Without(JsonPart part, string[] parts, int left) =>
            part.Kind == JsonValueKind.Array ? parts[..left] : parts.Where((_, at) => at != left);
    }

    [Test, EdgeCase(24)]
    public async Task Unknown_keys_change_nothing()
    {
        var expected = (await FetchedAsync()).Records;
        var extra = await Recorded.FetchAsync(
            Recorded.WithEach(body =>
                body.Arrange(
                    (part, parts) =>
                        part.Kind == JsonValueKind.Object
                            ? parts.Append("\"a_key_of_tomorrow\":{\"price\":[1,{\"id\":\"x\"}]}")
                            : parts
                )
            )
        );

        extra.AssertComplete();
        // Where records are the members of an object, one more member is one more record.
        var known = extra.Records.Where(record => record.SourceId != "a_key_of_tomorrow");
        Assert.That(
            known.Select(record => (record.SourceId, Outcome(record))),
            Is.EqualTo(expected.Select(record => (record.SourceId, Outcome(record))))
        );

        // A reason may name what else is there.
        static string Outcome(ReceivedRecord record) =>
            record.Row is null ? record.Outcome.Split(':')[1] : record.Outcome;
    }

    [Test]
    public async Task The_order_of_keys_changes_nothing()
    {
        var expected = (await FetchedAsync()).Records;
        var permuted = await Recorded.FetchAsync(
            Recorded.WithEach(body =>
                body.Arrange((part, parts) => part.Kind == JsonValueKind.Object ? parts.Reverse() : parts)
            )
        );

        Assert.That(
            permuted.AssertComplete().Records.Select(Comparable),
            Is.EquivalentTo(expected.Select(Comparable)),
            "ids, hashes and outcomes"
        );

        static string Comparable(ReceivedRecord record) =>
            $"{record.SourceId} {(record.Envelope.Length == 0 ? Convert.ToHexString(record.Hash) : "")} "
            + record.Outcome;
    }

    /// <summary>
    /// Every name of the dollar that stands on the way to a price, or next to it, becomes the euro: the price is then
    /// no price in dollars.
    /// </summary>
    [Test]
    public async Task A_price_in_another_currency_is_never_one_in_dollars()
    {
        await using var bench = Recorded.NewBench();
        var fetch = (await bench.FetchAsync()).AssertComplete();
        var currency = new CurrencyPlaces(Recorded, bench.Source, fetch);
        if (currency.IsEmpty)
            Assert.Ignore("Its responses name no currency: the request does, or the documentation.");

        var inEuros = (await Recorded.FetchAsync(Recorded.WithEach(currency.InEuros))).AssertOrderly("euros");
        Assert.That(
            inEuros.Records.Where(record => record.Row is not null).Select(record => $"{record.SourceId} {record.Row}"),
            Is.Empty,
            "rows in dollars of records in euros"
        );
    }

    /// <summary>A deep nesting costs its record; the others, and the run, do not notice.</summary>
    [TestCase(300), TestCase(4_000), Promise(1)]
    public async Task A_record_nested_deeper_than_any_market_data_is_kept(int depth)
    {
        await using var bench = NewBench();
        var (expected, places) = await ExpectedAsync(bench);
        var deep = new string('[', depth) + new string(']', depth);
        var (page, part) = Parts(places, record => [record]).First(at => places.Records.Contains(at.Part));
        var extra = part.Kind == JsonValueKind.Object ? $"\"a_key_of_tomorrow\":{deep}" : deep;
        var changed = part.Arrange((at, parts) => at == part ? parts.Append(extra) : parts);
        var fetch = await AssertCostsItselfAsync(bench, expected, places, page, part, changed);

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records.Select(record => record.Outcome), Has.Exactly(1).Contains("too_deep"));
        Assert.That(fetch.Records.Select(record => record.Payload), Has.Exactly(1).EqualTo(changed));
    }

    private static string AsWritten(JsonPart part, string number) =>
        part.Kind == JsonValueKind.String && part.Text.Length > 0 && char.IsAsciiDigit(part.Text[^1])
            ? $"\"{number}\""
            : number;

    private static string Decided(ReceivedRecord record) =>
        record.Row is { } row ? $"{row.SourceAssetId} {row.PriceUsd} {row.MarketCapUsd} {row.Volume24hUsd}" : "no row";

    private RecordedBench NewBench() =>
        Recorded.NewBench(timeLimit: TimeSpan.FromDays(20), settings: ("MAX_RETRIES", "0"));

    private async Task<(RecordedFetch Expected, RecordPlaces Places)> ExpectedAsync(RecordedBench bench)
    {
        var expected = (await bench.FetchAsync()).AssertComplete();
        return (expected, RecordPlaces.Of(Recorded, expected));
    }

    private async Task AssertEachCostsItselfAsync(
        Func<JsonPart, IEnumerable<string>> values,
        Func<JsonPart, IEnumerable<JsonPart>>? parts = null
    )
    {
        await using var bench = NewBench();
        var (expected, places) = await ExpectedAsync(bench);
        foreach (var (page, part) in Parts(places, parts ?? (body => body.Scalars)))
        foreach (var value in values(part))
            await AssertCostsItselfAsync(bench, expected, places, page, part, value);
    }

    private IEnumerable<(int Page, JsonPart Part)> Parts(
        RecordPlaces places,
        Func<JsonPart, IEnumerable<JsonPart>> parts
    ) =>
        Recorded.Bodies.SelectMany(
            (body, page) => ScalarSample.Of(body, places).SelectMany(parts).Select(part => (page, part))
        );

    private async Task<RecordedFetch> AssertCostsItselfAsync(
        RecordedBench bench,
        RecordedFetch expected,
        RecordPlaces places,
        int page,
        JsonPart part,
        string value
    )
    {
        var shown = value.Length > 60 ? value[..60] : value;
        var what = $"{Recorded.Recording.Exchanges[page].Request} with {part.Path} as {shown}";
        var fetch = (await bench.FetchAsync(Recorded.With(page, part.Whole(value)))).AssertOrderly(what);
        var record = part.Ancestors.Prepend(part).FirstOrDefault(places.Records.Contains);
        if (record is null)
            return fetch;

        // A record is changed and no more: the run is what it was, with that record for better or worse.
        Assert.That(fetch.Failure?.Failure, Is.Null, what);
        Assert.That(fetch.Records, Has.Count.EqualTo(expected.Records.Count), what);
        var at = expected.Records.FindIndex(received => received.Payload == record.Raw);
        for (var other = 0; other < fetch.Records.Count; other++)
            if (other != at)
                Assert.That(Decided(fetch.Records[other]), Is.EqualTo(Decided(expected.Records[other])), what);
        MappingAssert.NumbersAreAsWritten(fetch.Records[at].Payload, fetch.Records[at].Mapping);
        return fetch;
    }
}
