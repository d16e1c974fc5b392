using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

public sealed class CsvDownloadTests
{
    private const string Address = "https://user:password@files.example/prices.csv?signature=secret";
    private const string Shown = "https://files.example/prices.csv";

    [Test]
    public async Task A_download_is_read_and_its_cost_written_down()
    {
        var asked = new List<Uri?>();
        var metrics = new FetchMetrics();
        var network = new StubNetwork(request =>
        {
            asked.Add(request.RequestUri);
            return ApiResponse(CsvProbe.Csv(1), "text/csv");
        });

        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(Address, network), metrics);
        Assert.That(records.Select(record => record.Json), Is.EqualTo(new[] { CsvProbe.Json(1) }));
        Assert.That(asked, Is.EqualTo(new[] { new Uri(Address) }));
        Assert.That(
            (metrics.Requests, metrics.Bytes, metrics.PagesReceived),
            Is.EqualTo((1L, (long)CsvProbe.Csv(1).Length, 1))
        );
    }

    [TestCase(HttpStatusCode.NotFound, FailureClass.Config, "404 NotFound")]
    [TestCase(HttpStatusCode.Gone, FailureClass.Config, "410 Gone")]
    [TestCase(HttpStatusCode.Forbidden, FailureClass.Config, "403 Forbidden")]
    [TestCase(HttpStatusCode.RequestTimeout, FailureClass.Transient, "408 RequestTimeout")]
    [TestCase(HttpStatusCode.TooManyRequests, FailureClass.Transient, "429 TooManyRequests")]
    [TestCase(HttpStatusCode.InternalServerError, FailureClass.Transient, "500 InternalServerError")]
    public void A_response_that_is_an_error_ends_the_run_with_its_status(
        HttpStatusCode status,
        FailureClass failureClass,
        string shown
    )
    {
        var failure = Fail(
            new StubNetwork(_ => new HttpResponseMessage(status) { Content = new StringContent(CsvProbe.Csv(1)) })
        );
        Assert.That((failure.Class, failure.Sentence), Is.EqualTo((failureClass, $"{Shown} responded with {shown}.")));
    }

    [TestCase("text/html")]
    [TestCase("application/xhtml+xml")]
    public void An_html_page_is_no_csv(string type)
    {
        var failure = Fail(new StubNetwork(_ => ApiResponse("<html></html>", type)));
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo((FailureClass.Data, $"{Shown} responded with an HTML page instead of CSV."))
        );
    }

    [Test]
    public void An_html_page_under_another_type_is_no_csv_either()
    {
        var failure = Fail(new StubNetwork(_ => ApiResponse("\n <html></html>", "application/octet-stream")));
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo((FailureClass.Data, $"{Shown}: it starts like HTML or XML, not with a header."))
        );
    }

    [Test]
    public void A_server_that_cannot_be_reached_is_a_passing_trouble()
    {
        var failure = Fail(
            new StubNetwork(_ => throw new HttpRequestException("Connection refused (files.example:443)"))
        );
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo(
                (FailureClass.Transient, $"{Shown} could not be reached: Connection refused (files.example:443)")
            )
        );
    }

    [Test]
    public void A_connection_that_breaks_fails_the_run_although_whole_rows_had_come()
    {
        var network = new StubNetwork(_ =>
            ApiResponse(
                new InterruptedStream(
                    CsvProbe.Csv(1, 2),
                    _ => throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.")
                )
            )
        );
        var failure = Fail(network);
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo(
                (
                    FailureClass.Transient,
                    $"{Shown} could not be read to its end: The response ended prematurely. (ResponseEnded)"
                )
            )
        );
    }

    [Test]
    public async Task A_server_that_falls_silent_is_not_waited_for()
    {
        var time = new FakeTimeProvider();
        // Its continuation may not run within the reading that it waits for.
        var silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var network = new StubNetwork(_ =>
            ApiResponse(
                new InterruptedStream(
                    CsvProbe.Csv(1),
                    async ct =>
                    {
                        silent.SetResult();
                        await Task.Delay(Timeout.Infinite, ct);
                    }
                )
            )
        );

        var reading = CsvProbe.ReadAllAsync(CsvProbe.Source(Address, network, time));
        await silent.Task;
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(reading.IsCompleted, Is.False);

        time.Advance(TimeSpan.FromSeconds(1));
        var failure = Assert.ThrowsAsync<SourceException>(() => reading)!.Failure;
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo((FailureClass.Transient, $"{Shown} sent nothing for 60 s."))
        );
    }

    private static RunFailure Fail(HttpMessageHandler network) =>
        Assert.ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(Address, network)))!.Failure;

    private static HttpResponseMessage ApiResponse(string body, string type) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)) };

    private static HttpResponseMessage ApiResponse(Stream body) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(body) };
}
