using System.Text.RegularExpressions;
using Kasparro.Application.Sources;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>What a source makes of its recording, once and again.</summary>
[TestFixtureSource(typeof(RecordedSources), nameof(RecordedSources.All))]
public sealed partial class SourceRecordingTests : RecordedSourceChecks
{
    public SourceRecordingTests(string source)
        : base(source) { }

    internal SourceRecordingTests(RecordedSource recorded)
        : base(recorded) { }

    [Test]
    public async Task It_describes_itself_under_its_own_name()
    {
        await using var bench = Recorded.NewBench();
        var description = bench.Source.Description;

        Assert.That(description.Name, Is.EqualTo(Recorded.Module.Name));
        Assert.That(description.TransformVersion, Does.StartWith(Recorded.Module.Name + "/"));
        Assert.That(description.TimeLimit, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(description.Cadence, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(Recorded.Recording.MadeFrom, Is.Not.Empty);
        Assert.That(Recorded.Recording.Exchanges.Count > 0, Is.EqualTo(Recorded.IsHttp), "exchanges are recorded");
    }

    [Test]
    public async Task Its_observations_are_those_of_the_recording()
    {
        var fetch = await FetchedAsync();

        Assert.That(fetch.Records.Select(Golden.LineOf), Is.EqualTo(Recorded.Golden.Records));
        Assert.That(fetch.Records.Count(record => record.Row is not null), Is.GreaterThanOrEqualTo(2), "rows");
    }

    [Test]
    public async Task A_changed_mapping_has_another_version()
    {
        await using var bench = Recorded.NewBench();
        Assert.That(
            bench.Source.Description.TransformVersion,
            Is.EqualTo(Recorded.Golden.TransformVersion),
            $"observations.json was accepted with another version: 'make accept source={Recorded.Module.Name}'"
        );
    }

    [Test]
    public async Task Its_requests_are_those_of_the_recording()
    {
        var fetch = await FetchedAsync();
        Assert.That(
            fetch.Requests.Select(request => request.Key),
            Is.EqualTo(Recorded.Recording.Exchanges.Select(exchange => WireRequest.KeyOf(exchange.Request)))
        );
        Assert.That(fetch.Metrics.Requests, Is.EqualTo(fetch.Requests.Count), "requests that were counted");
        Assert.That(
            fetch.Metrics.PagesReceived,
            Is.GreaterThan(0).And.EqualTo(fetch.Metrics.PagesExpected ?? fetch.Metrics.PagesReceived)
        );
    }

    [Test]
    public async Task Every_record_arrives_untouched_and_in_order()
    {
        if (!Recorded.IsHttp)
            Assert.Ignore("Its records are rows of files, which are no JSON.");
        var fetch = await FetchedAsync();
        var places = RecordPlaces.Of(Recorded, fetch);

        Assert.That(places.Lost, Is.Empty, "records that arrived and were not sent as they are");
        Assert.That(
            fetch.Records.Select(record => record.Payload),
            Is.EqualTo(places.Containers.SelectMany(container => container.Parts).Select(part => part.Raw)),
            "all that was sent, in its order"
        );
        var sent = Recorded.Bodies.SelectMany(body => body.All).Select(part => part.Raw).ToHashSet();
        foreach (var record in fetch.Records.Where(record => record.Envelope.Length > 0))
            Assert.That(
                JsonPart
                    .Read(record.Envelope)
                    .Parts.Where(part => part.Name is not ("key" or "received_at"))
                    .Select(part => part.Raw),
                Is.SubsetOf(sent),
                "what was kept around a record"
            );
    }

    [Test]
    public async Task Ids_are_the_same_every_time_and_those_of_the_provider()
    {
        var ids = (await FetchedAsync()).Records.Select(record => record.SourceId).ToList();

        Assert.That(ids, Is.EqualTo((await FetchedAsync()).Records.Select(record => record.SourceId)));
        if (!Recorded.IsHttp)
            return;
        Assert.That(ids, Is.Unique);
        Assert.That(
            ids,
            Is.SubsetOf(Recorded.Bodies.SelectMany(body => body.All).SelectMany(part => new[] { part.Name, part.Text }))
        );
    }

    [Test]
    public async Task Two_fetches_at_two_instants_agree()
    {
        await using var bench = Recorded.NewBench();
        var first = (await bench.FetchAsync()).AssertComplete();
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = (await bench.FetchAsync()).AssertComplete();

        Assert.That(Addresses(second), Is.EqualTo(Addresses(first)));
        AssertSame(first, second);
        Assert.That(second.Records.Zip(first.Records), Is.All.Matches<(ReceivedRecord, ReceivedRecord)>(IsAsStated));

        bool IsAsStated((ReceivedRecord Later, ReceivedRecord Earlier) pair) =>
            pair.Later.Hash.SequenceEqual(pair.Earlier.Hash)
            == (!Recorded.IsTimedByReceipt || pair.Later.Envelope == pair.Earlier.Envelope);
    }

    [Test]
    public async Task Two_sources_of_one_module_know_nothing_of_each_other()
    {
        await using var bench = Recorded.NewBench();
        await using var other = Recorded.NewBench(later: TimeSpan.FromHours(2));
        // Some records of the other are read between those of this one, and a fetch of it fails midway.
        var others = (await other.FetchAsync()).AssertComplete();
        await other.FetchAsync(request => request.Number > 1 ? StubResponse.Error(401) : Recorded.Recorded(request));
        var pages = new List<SourcePage>();
        var fetch = (
            await bench.FetchAsync(onPage: page =>
            {
                pages.Add(page);
                foreach (var record in others.Records)
                    other.Source.Map(record.Stored);
            })
        ).AssertComplete();

        AssertSame(await FetchedAsync(), fetch);
        AssertSame(others, (await other.FetchAsync()).AssertComplete());
    }

    /// <summary>What is static is the same for every run of a process: it may hold nothing of any.</summary>
    [Test]
    public async Task Nothing_static_changes()
    {
        var before = StaticState.Of(Recorded.Module.GetType());
        await FetchedAsync();
        await FetchedAsync(later: TimeSpan.FromMinutes(5));

        Assert.That(before.Writable, Is.Empty, "static fields that are not readonly");
        Assert.That(StaticState.Of(Recorded.Module.GetType()).Contents, Is.EqualTo(before.Contents));
    }

    private void AssertSame(RecordedFetch expected, RecordedFetch actual) =>
        Assert.That(actual.Records.Select(Comparable), Is.EqualTo(expected.Records.Select(Comparable)));

    /// <summary>All of a record that does not follow from when it was received.</summary>
    private string Comparable(ReceivedRecord record)
    {
        var text = $"{record.SourceId} {record.Payload} {record.Outcome} {record.Envelope}";
        return Recorded.IsTimedByReceipt ? Receipt().Replace(text, "") : text;
    }

    private static IEnumerable<string> Addresses(RecordedFetch fetch) =>
        fetch.Requests.Select(request => request.Address);

    [GeneratedRegex("""(,?"received_at":"[^"]*")|("last_updated":"[^"]*")""")]
    private static partial Regex Receipt();
}
