using System.Text.Json;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.Testing.Sources;

/// <summary>What every source that requests an HTTP API makes of its responses.</summary>
/// <param name="settingPrefix">What its settings start with: <c>COINGECKO</c>.</param>
public abstract class HttpSourceContract(ISourceModule module, string settingPrefix)
    : HttpFailureContract(module, settingPrefix)
{
    /// <summary>Whether the source requests its pages one by one, until an empty one.</summary>
    protected abstract bool RequestsPages { get; }

    [Test]
    public async Task Every_record_arrives_untouched_and_in_order()
    {
        await using var fetch = await FetchAsync(Pages([.. Payloads.Take(3)], [.. Payloads.Skip(3).Take(2)]));

        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(Payloads.Take(5)));
        Assert.That(
            fetch.Metrics.PagesReceived,
            Is.EqualTo(fetch.Metrics.PagesExpected).And.EqualTo(RequestsPages ? 2 : 1)
        );
        Assert.That(fetch.Metrics.Bytes, Is.GreaterThan(Payloads.Take(5).Sum(payload => payload.Length)));
        Assert.That(fetch.Metrics.Requests, Is.EqualTo(fetch.Requests.Count));
    }

    [Test]
    public async Task Ids_are_the_same_every_time()
    {
        await using var first = await FetchAsync(Pages([.. Payloads]));
        await using var second = await FetchAsync(Pages([.. Payloads]));

        Assert.That(
            first.Records.Select(record => record.SourceId),
            Is.Unique.And.EqualTo(second.Records.Select(record => record.SourceId))
        );
    }

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
        await using var first = await FetchAsync(Pages(records));
        await using var second = await FetchAsync(Pages(records));

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
        await using var fetch = await FetchAsync(Pages(records));

        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(records));
        Assert.That(fetch.Records.Take(3).Select(record => record.SourceId), Is.EqualTo(new[] { "x", "y", "z" }));
        Assert.That(fetch.Records[3].SourceId, Does.StartWith("sha256:"));
    }

    [TestCase("[", "]", 300), TestCase("{\"a\":", "}", 300), TestCase("[", "]", 4_000), Promise(1)]
    public async Task A_record_nested_deeper_than_any_market_data_is_kept_under_its_id(
        string open,
        string close,
        int depth
    )
    {
        var deep = Deep(open, close, depth);
        await using var fetch = await FetchAsync(Pages([Payloads[0], deep, Payloads[1]]));

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(
            fetch.Records.Select(record => record.Payload),
            Is.EqualTo(new[] { Payloads[0], deep, Payloads[1] })
        );
        Assert.That(fetch.Records[1].SourceId, Is.EqualTo("deep"));
        Assert.That(((Mapping.Rejected)Map(deep)).Kind, Is.EqualTo(TransformFailureType.TooDeep));
    }

    [Test, Promise(1)]
    public async Task A_record_nested_deeper_than_PostgreSQL_can_parse_is_kept_as_a_text()
    {
        var deep = Deep("[", "]", 1_000_000);
        await using var fetch = await FetchAsync(Pages([Payloads[0], deep, Payloads[1]]));

        Assert.That(fetch.Records.Select(record => record.SourceId).ElementAt(1), Is.EqualTo("deep"));
        Assert.That(JsonSerializer.Deserialize<string>(fetch.Records[1].Payload), Is.EqualTo(deep));
        Assert.That(Map(fetch.Records[1].Payload), Is.TypeOf<Mapping.Rejected>());
    }

    [Test]
    public async Task Of_many_records_only_a_part_is_in_memory_at_a_time()
    {
        await using var fetch = await FetchAsync(Pages([.. Enumerable.Range(0, 12_001).Select(number => $"{number}")]));

        Assert.That(
            fetch.Records.Select(record => record.Payload),
            Is.EqualTo(Enumerable.Range(0, 12_001).Select(number => $"{number}"))
        );
        Assert.That(fetch.LargestPage, Is.EqualTo(500));
    }

    [Test, EdgeCase(28), EdgeCase(27)]
    public async Task Records_that_repeat_and_shift_between_pages_are_all_kept()
    {
        await using var fetch = await FetchAsync(
            Pages([Payloads[0], Payloads[1]], [Payloads[1], Payloads[2]], [Payloads[2]])
        );

        Assert.That(
            fetch.Records.Select(record => record.Payload),
            Is.EqualTo(new[] { Payloads[0], Payloads[1], Payloads[1], Payloads[2], Payloads[2] })
        );
    }

    [Test]
    public async Task An_empty_first_page_is_no_records()
    {
        await using var fetch = await FetchAsync(Pages());
        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records, Is.Empty);
    }

    private static string Deep(string open, string close, int depth) =>
        $$"""{"id":"deep","extra":{{Repeat(open, depth)}}1{{Repeat(close, depth)}}}""";

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
