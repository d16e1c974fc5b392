using System.Text.Json;
using Kasparro.Testing;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>Records that no provider should send, and that are kept all the same.</summary>
public sealed class OddRecordsFetchTests
{
    private const string Usual = """{"id":"a"}""";

    [Test, EdgeCase(39)]
    public async Task A_record_without_an_id_gets_one_that_is_the_same_every_time()
    {
        string[] records =
        [
            """{"id":"","name":"x"}""",
            """{"name":"y"}""",
            """{"id":null}""",
            "42",
            """{"id":"a\u0000b"}""",
            """{"id":"\ud800"}""",
        ];
        await using var first = await FetchAsync(records);
        await using var second = await FetchAsync(records);

        Assert.That(first.Records.Select(record => record.Payload), Is.EqualTo(records));
        Assert.That(
            first.Records.Select(record => record.SourceId),
            Is.Unique.And.EqualTo(second.Records.Select(record => record.SourceId))
        );
        Assert.That(first.Records.Select(record => record.SourceId), Is.All.StartsWith("sha256:"));
    }

    [Test, EdgeCase(39), Promise(1)]
    public async Task Half_a_surrogate_pair_in_a_key_costs_nothing()
    {
        string[] records =
        [
            """{"\ud800":1,"id":"x"}""",
            """{"\udc00\u0069d":"no","id":"y","name":"z"}""",
            """{"\u0069d":"z"}""",
            """{"id\ud800":"no"}""",
        ];
        await using var fetch = await FetchAsync(records);

        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(records));
        Assert.That(fetch.Records.Take(3).Select(record => record.SourceId), Is.EqualTo(new[] { "x", "y", "z" }));
        Assert.That(fetch.Records[3].SourceId, Does.StartWith("sha256:"));
    }

    [Test, Promise(1)]
    public async Task A_record_nested_deeper_than_PostgreSQL_can_parse_is_kept_as_a_text()
    {
        var deep = $$"""{"id":"deep","extra":{{new string('[', 1_000_000)}}1{{new string(']', 1_000_000)}}}""";
        await using var fetch = await FetchAsync(Usual, deep, Usual);

        Assert.That(fetch.Records.Select(record => record.SourceId).ElementAt(1), Is.EqualTo("deep"));
        Assert.That(JsonSerializer.Deserialize<string>(fetch.Records[1].Payload), Is.EqualTo(deep));
    }

    [Test]
    public async Task Of_many_records_only_a_part_is_in_memory_at_a_time()
    {
        string[] records = [.. Enumerable.Range(0, 12_001).Select(number => $"{number}")];
        await using var fetch = await FetchAsync(records);

        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(records));
        Assert.That(fetch.LargestPage, Is.EqualTo(500));
    }

    private static Task<SourceFetch> FetchAsync(params string[] records) =>
        StatedFetch.RunAsync(api => api, _ => StubResponse.Array(records));
}
