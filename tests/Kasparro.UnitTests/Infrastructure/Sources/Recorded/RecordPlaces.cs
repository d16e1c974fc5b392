using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>Where in the responses the records of a fetch stand, found by their own characters.</summary>
internal sealed class RecordPlaces
{
    private readonly HashSet<JsonPart> _records = [];

    private RecordPlaces() { }

    /// <summary>The arrays and objects that hold records, in the order of the responses.</summary>
    public List<JsonPart> Containers { get; } = [];

    /// <summary>The responses with records, by their number from 0.</summary>
    public SortedSet<int> Pages { get; } = [];

    /// <summary>Payloads that stand in no response.</summary>
    public List<string> Lost { get; } = [];

    public IReadOnlySet<JsonPart> Records => _records;

    public static RecordPlaces Of(RecordedSource recorded, RecordedFetch fetch)
    {
        var places = new RecordPlaces();
        var at = 0;
        for (var page = 0; page < recorded.Bodies.Count; page++)
            places.Add(page, recorded.Bodies[page], fetch, ref at);
        places.Lost.AddRange(fetch.Records.Skip(at).Select(record => record.Payload));
        return places;
    }

    /// <summary>The text with no record in it.</summary>
    public string Emptied(JsonPart body) => Filled(body, _ => []);

    /// <summary>The text with other records in it.</summary>
    public string Filled(JsonPart body, Func<IEnumerable<string>, IEnumerable<string>> records) =>
        body.Arrange((part, parts) => Containers.Contains(part) ? records(parts) : parts);

    private void Add(int page, JsonPart body, RecordedFetch fetch, ref int at)
    {
        while (at < fetch.Records.Count)
        {
            var payload = fetch.Records[at].Payload;
            var found = body.All.FirstOrDefault(part =>
                part.Parent is not null && part.Raw == payload && !_records.Contains(part)
            );
            if (found is null)
                return;
            _records.Add(found);
            Pages.Add(page);
            if (!Containers.Contains(found.Parent!))
                Containers.Add(found.Parent!);
            at++;
        }
    }
}
