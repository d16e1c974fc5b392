using System.IO.Compression;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv;
using Kasparro.Testing;
using Kasparro.Testing.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>The client as it is registered, against a server of our own.</summary>
public sealed class CsvOverHttpTests
{
    private const string Csv = "Symbol,Name,Date,Close\nBTC,Bitcoin,2021-01-02,1.50\n";

    private WebApplication _server = null!;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/moved", () => Results.Redirect("/packed"));
        _server.MapGet(
            "/packed",
            async context =>
            {
                Assert.That(context.Request.Headers.AcceptEncoding.ToString(), Does.Contain("gzip"));
                context.Response.Headers.ContentEncoding = "gzip";
                await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
                await packed.WriteAsync(Encoding.UTF8.GetBytes(Csv), context.RequestAborted);
            }
        );
        _server.MapGet(
            "/torn",
            async context =>
            {
                context.Response.ContentLength = 1_000;
                await context.Response.WriteAsync(Csv, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
            }
        );
        await _server.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [Test]
    public async Task Redirects_are_followed_and_compressed_responses_are_counted_as_they_are_read()
    {
        var metrics = new FetchMetrics();
        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source($"{_server.Urls.Single()}/moved"), metrics);
        Assert.That(
            records,
            Is.EqualTo(
                new[] { ("BTC|Bitcoin", """{"Symbol":"BTC","Name":"Bitcoin","Date":"2021-01-02","Close":"1.50"}""") }
            )
        );
        Assert.That((metrics.Requests, metrics.Bytes), Is.EqualTo((2L, (long)Csv.Length)));
    }

    [Test, Promise(15)]
    public async Task Neither_the_password_nor_the_signature_of_an_address_is_logged()
    {
        var address = new UriBuilder(_server.Urls.Single())
        {
            UserName = "user",
            Password = "hunter2secret",
            Path = "/moved",
            Query = "signature=sign-4711",
        };
        await using var bench = new SourceBench(
            new CsvModule(),
            new Dictionary<string, string?> { ["CSV_PATH"] = address.ToString() }
        );
        await CsvProbe.ReadAllAsync(bench.Source);

        var logged = bench
            .Logs.GetSnapshot()
            .Select(line => line.Message + string.Join(' ', line.StructuredState ?? []));
        Assert.That(string.Concat(logged), Does.Not.Contain("hunter2secret").And.Not.Contain("sign-4711"));
        Assert.That(bench.Logs.GetSnapshot(), Is.Empty, "the run says what it read, the client says nothing");
    }

    [Test]
    public void A_response_shorter_than_announced_fails_the_run()
    {
        var failure = Assert
            .ThrowsAsync<SourceException>(() =>
                CsvProbe.ReadAllAsync(CsvProbe.Source($"{_server.Urls.Single()}/torn"))
            )!
            .Failure;

        // Whether the client sees the start before the end is the network's choice.
        Assert.That(
            failure.Sentence,
            Does.StartWith($"{_server.Urls.Single()}/torn could not be read to its end: ")
                .Or.StartWith($"{_server.Urls.Single()}/torn could not be reached: ")
        );
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Transient));
    }
}
