using System.Globalization;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis.Histories;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>The past of one coin, part by part.</summary>
public sealed class HistoryFetchTests
{
    /// <summary>When the clock of a fetch stands.</summary>
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset s_from = s_now.AddHours(-10);

    [Test]
    public async Task Of_a_response_with_more_than_was_asked_for_each_point_is_kept_once()
    {
        // Every response has all hours, both ends of every part included.
        await using var fetch = await FetchAsync(_ =>
            Points(Enumerable.Range(-20, 20).Select(hour => s_now.AddHours(hour)))
        );

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(
            fetch.Records.Select(record => (record.Page, record.Payload)),
            Is.EqualTo(
                new[] { -10, -9, -8, -7, -6, -5, -4, -3 }.Select(
                    (hour, at) => ((at / 4) + 1, Point(s_now.AddHours(hour)))
                )
            )
        );
        Assert.That(fetch.Requests.Select(Asked), Is.EqualTo(new[] { (-10, -6), (-6, -2) }));
        Assert.That((fetch.Metrics.PagesReceived, fetch.Metrics.PagesExpected), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task The_coin_that_was_asked_for_stands_around_each_point()
    {
        await using var fetch = await FetchAsync(_ => Points([s_from]));

        Assert.That(
            (fetch.Records[0].SourceId, fetch.Records[0].Envelope),
            Is.EqualTo(("a/b", """{"coin":{"id":"a/b","symbol":"ab","name":"A \u0022B\u0022"},"interval":"hourly"}"""))
        );
        Assert.That(fetch.Requests[0].Path, Does.EndWith("/coins/a%2Fb").Or.EndWith("/coins/a/b"));
    }

    [Test]
    public async Task The_fields_of_a_point_are_shown_where_it_and_its_coin_have_them()
    {
        await using var fetch = await FetchAsync(_ => Points([s_from]));

        var fields = fetch.Source.FieldsOf(
            new StoredRecord(
                Encoding.UTF8.GetBytes(fetch.Records[0].Payload),
                Encoding.UTF8.GetBytes(fetch.Records[0].Envelope)
            )
        );

        Assert.That(
            fields.Select(field => $"{field.Member} {field.Path}"),
            Is.SupersetOf(new[] { "price_usd p", "last_updated t", "symbol envelope.coin.symbol" })
        );
    }

    [Test]
    public async Task Nothing_before_what_the_plan_hands_out_is_asked_for()
    {
        await using var fetch = await FetchAsync(_ => Points([]), reach: TimeSpan.FromHours(5));

        Assert.That(fetch.Requests.Select(Asked), Is.EqualTo(new[] { (-5, -2) }));
        Assert.That(fetch.Metrics.PagesExpected, Is.EqualTo(1));
    }

    [TestCase("""{"t":"soon","p":1}""")]
    [TestCase("""{"p":1}""")]
    [TestCase("[1]")]
    public async Task A_point_that_cannot_be_read_is_kept_for_its_transformation_to_say_so(string point)
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Json($"[{point}]"));

        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(new[] { point, point }));
    }

    [Test]
    public async Task A_coin_that_the_provider_does_not_know_any_more_costs_its_own_past_only()
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Json("""{"error":"coin not found"}""", 404));

        fetch.AssertFailed(
            FailureClass.Data,
            "Stated",
            "Stated has no history of 'a/b': it does not know this id any more.",
            "coin not found"
        );
        Assert.That(fetch.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(-10, -2, 4, -10, -2, Description = "long enough")]
    [TestCase(-10, -8, 4, -10, -6, Description = "to its end first")]
    [TestCase(-3, -1, 6, -6, 0, Description = "as far as now, then to its beginning")]
    [TestCase(-2, 0, 6, -6, 0)]
    [TestCase(-1, 1, 6, -5, 1, Description = "a time to come that was asked for stays")]
    public void A_short_time_is_asked_for_in_a_longer_one(int from, int to, int least, int wantedFrom, int wantedTo)
    {
        var request = new HistoryRequest("a", s_now.AddHours(from), s_now.AddHours(to), HistoryInterval.Hourly, s_now);

        Assert.That(
            request.AtLeast(TimeSpan.FromHours(least)),
            Is.EqualTo(request with { From = s_now.AddHours(wantedFrom), To = s_now.AddHours(wantedTo) })
        );
    }

    private static Task<SourceFetch> FetchAsync(Func<StubRequest, StubResponse> respond, TimeSpan? reach = null)
    {
        var history = new ApiHistory
        {
            Limits = new Dictionary<HistoryInterval, HistoryLimits>
            {
                [HistoryInterval.Hourly] = new(reach, TimeSpan.FromHours(4)),
            },
            Address = request =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"coins/{request.CoinInAddress}?from={request.From.ToUnixTimeSeconds()}"
                        + $"&to={request.To.ToUnixTimeSeconds()}"
                ),
            Points = RecordsPlace.Whole,
            Read = response => response.Elements.Parts(100).SelectMany(part => part.Select(point => point.Text)),
            PointMapping = (
                StatedModule.Fields with
                {
                    Id = HistoryEnvelope.Id,
                    Symbol = HistoryEnvelope.Symbol,
                    Name = HistoryEnvelope.Name,
                    Price = "p",
                    LastUpdated = "t",
                    TimeFormat = TimeFormat.UnixSeconds,
                }
            ).ToMapping("stated/1"),
        };
        var coin = new KnownCoin("a/b", "ab", "A \"B\"");
        return StatedFetch.RunAsync(
            api => api with { History = history },
            respond,
            window: new FetchWindow(coin, s_from, s_now.AddHours(-2), HistoryInterval.Hourly)
        );
    }

    private static (int From, int To) Asked(StubRequest request) => (Hour(request, "from"), Hour(request, "to"));

    private static int Hour(StubRequest request, string name) =>
        (int)
            (
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Query[name], CultureInfo.InvariantCulture))
                - s_now
            ).TotalHours;

    private static StubResponse Points(IEnumerable<DateTimeOffset> times) =>
        StubResponse.Json($"[{string.Join(',', times.Select(Point))}]");

    private static string Point(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"t":{{at.ToUnixTimeSeconds()}},"p":1}""");
}
