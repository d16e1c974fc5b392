using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>What stood around a record is kept with it, and the record itself stays as it was sent.</summary>
public sealed class EnvelopeTests
{
    private const string Pairs = """{"error":[],"result":{"B":{"quote":"EUR"},"A":{"quote":"USD", "x":1.50}}}""";
    private const string Tickers = """{"error":[],"result":{"A":{"c":["1.50"]},"B":{"c":["2"]},"C":{}}}""";

    [Test]
    public async Task Named_fields_of_the_response_are_kept_character_for_character()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api =>
                api with
                {
                    RecordsAt = "data",
                    Envelope = new("status.at", "version", "gone") { AreStated = true },
                },
            _ => StubResponse.Json("""{"status":{"at": 1.50e3},"data":[{"id":"a"},{"id":"b"}],"version":"v\u0031"}""")
        );

        Assert.That(
            fetch.Records.Select(record => record.Payload),
            Is.EqualTo(new[] { """{"id":"a"}""", """{"id":"b"}""" })
        );
        Assert.That(
            fetch.Records.Select(record => (record.Envelope, record.IsEnvelopeStated)).Distinct().Single(),
            Is.EqualTo(("""{"at":1.50e3,"version":"v\u0031"}""", true))
        );
    }

    [Test]
    public async Task Members_of_an_object_are_records_under_their_names_with_the_entries_of_another_list()
    {
        await using var fetch = await FetchPairsAsync(_ => StubResponse.Json(Pairs), _ => StubResponse.Json(Tickers));

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(
            fetch.Records.Select(record => (record.SourceId, record.Payload, record.Envelope)),
            Is.EqualTo(
                new[]
                {
                    ("A", """{"c":["1.50"]}""", """{"key":"A","pair":{"quote":"USD", "x":1.50}}"""),
                    ("B", """{"c":["2"]}""", """{"key":"B","pair":{"quote":"EUR"}}"""),
                    ("C", "{}", """{"key":"C"}"""),
                }
            )
        );
        Assert.That(fetch.Records.Select(record => record.IsEnvelopeStated), Is.All.False);
    }

    [Test]
    public async Task Without_the_other_list_nothing_is_received()
    {
        await using var empty = await FetchPairsAsync(
            _ => StubResponse.Json("""{"error":[],"result":{}}"""),
            _ => StubResponse.Json(Tickers)
        );
        empty.AssertFailed(FailureClass.Data, "Stated", "/pairs is empty");
        await using var failed = await FetchPairsAsync(
            _ => StubResponse.Json("""{"error":["EGeneral:Internal error"]}"""),
            _ => StubResponse.Json(Tickers)
        );
        failed.AssertFailed(FailureClass.Data, "Stated", "/v1/pairs", "Internal error");
        Assert.That((empty.Records.Count, failed.Records.Count), Is.EqualTo((0, 0)));
    }

    [TestCase("""{"error":"slow down"}""")]
    [TestCase("""{"status":{"error_code":429,"error_message":"slow down"}}""")]
    public async Task A_complaint_is_no_record_where_records_are_members_of_the_whole_response(string body)
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { RecordsAreMembers = true },
            _ => StubResponse.Json(body)
        );
        fetch.AssertFailed(
            body.Contains("429", StringComparison.Ordinal) ? FailureClass.Transient : FailureClass.Data,
            "Stated",
            "slow down"
        );
        Assert.That(fetch.Records, Is.Empty);
    }

    [Test]
    public async Task The_receipt_is_part_of_what_a_source_without_times_states()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Envelope = new EnvelopeFields { HasReceipt = true } },
            _ => StubResponse.Json("""[{"id":"a"}]""")
        );
        Assert.That(fetch.Records[0].Envelope, Does.Match("""^{"received_at":"20..-..-..T..:..:..\.\d{6}Z"}$"""));
        Assert.That(fetch.Records[0].IsEnvelopeStated, Is.True);
    }

    [TestCase("""[{"id":"a","n":1},{"id":"b","n":2},{"id":"a","n":3},{"n":4}]""")]
    public async Task Of_entries_with_one_id_the_last_counts(string entries)
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Sibling = new SiblingList("coin", "list") },
            request =>
                StubResponse.Json(
                    request.Path.EndsWith("/list", StringComparison.Ordinal)
                        ? entries
                        : """[{"id":"a"},{"id":"b"},{"id":"c"}]"""
                )
        );

        Assert.That(
            fetch.Records.Select(record => record.Envelope),
            Is.EqualTo(new[] { """{"coin":{"id":"a","n":3}}""", """{"coin":{"id":"b","n":2}}""", "" })
        );
    }

    [Test]
    public async Task Of_members_with_one_name_the_last_counts()
    {
        await using var fetch = await FetchPairsAsync(
            _ => StubResponse.Json("""{"result":{"a":{"n":1},"a":{"n":2}},"result":{"a":{"n":3},"a":{"n":4}}}"""),
            _ => StubResponse.Json("""{"result":{"x":{}},"result":{"a":{}}}""")
        );

        Assert.That(
            fetch.Records.Select(record => record.Envelope),
            Is.EqualTo(new[] { """{"key":"a","pair":{"n":4}}""" })
        );
    }

    private static Task<SourceFetch> FetchPairsAsync(
        Func<StubRequest, StubResponse> pairs,
        Func<StubRequest, StubResponse> tickers
    ) =>
        StatedFetch.RunAsync(
            api =>
                api with
                {
                    RecordsAt = "result",
                    RecordsAreMembers = true,
                    Sibling = new SiblingList("pair", "pairs") { RecordsAt = "result", AreMembers = true },
                },
            request => request.Path.EndsWith("/pairs", StringComparison.Ordinal) ? pairs(request) : tickers(request)
        );
}
