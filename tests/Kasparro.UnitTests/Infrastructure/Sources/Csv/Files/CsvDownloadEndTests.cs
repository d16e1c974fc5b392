using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>Which ends of a download prove that it is whole, against a server that writes its own HTTP.</summary>
public sealed class CsvDownloadEndTests
{
    private const string Unended = "Symbol,Name,Date,Close\nBTC,Bitcoin,2021-01-02,32";
    private const string Ended = Unended + "127.27\n";

    [TestCase("HTTP/1.1 200 OK\r\nConnection: close")]
    [TestCase("HTTP/1.0 200 OK")]
    public async Task A_download_that_only_its_connection_ends_must_end_with_a_line(string head)
    {
        Assert.That(await FetchAsync(head, Encoding.UTF8.GetBytes(Ended)), Has.Count.EqualTo(1));

        var failure = Fail(head, Encoding.UTF8.GetBytes(Unended));
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(failure.Sentence, Does.EndWith(" ends within a row: it was cut, or is still being written."));
    }

    [Test]
    public async Task A_download_whose_length_was_announced_may_end_within_a_line()
    {
        var body = Encoding.UTF8.GetBytes(Unended);
        var head = $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {body.Length}";
        Assert.That(await FetchAsync(head, body), Has.Count.EqualTo(1));
    }

    [TestCase("gzip"), TestCase("deflate"), TestCase("br")]
    public async Task The_announced_length_counts_although_the_body_is_compressed(string encoding)
    {
        var body = Compressed(Unended, encoding);
        var head =
            $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}";
        Assert.That(await FetchAsync(head, body), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_download_in_chunks_may_end_within_a_line_and_not_within_a_chunk()
    {
        const string Head = "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked";
        var chunk = $"{Unended.Length:x}\r\n{Unended}\r\n";
        Assert.That(await FetchAsync(Head, Encoding.UTF8.GetBytes(chunk + "0\r\n\r\n")), Has.Count.EqualTo(1));
        Assert.That(Fail(Head, Encoding.UTF8.GetBytes(chunk)).Class, Is.EqualTo(FailureClass.Transient));
    }

    [Test]
    public async Task A_file_that_is_packed_proves_its_end_itself() =>
        Assert.That(
            await FetchAsync("HTTP/1.1 200 OK\r\nConnection: close", Compressed(Unended, "gzip")),
            Has.Count.EqualTo(1)
        );

    [TestCase("gzip"), TestCase("deflate"), TestCase("br")]
    public void A_body_that_cannot_be_decompressed_is_transient_whatever_its_encoding(string encoding)
    {
        var failure = Fail(
            $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: {encoding}",
            Encoding.UTF8.GetBytes(Ended)
        );
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(failure.Sentence, Does.EndWith(" cannot be decompressed: it was damaged on its way."));
    }

    [Test]
    public void A_compression_that_was_not_requested_is_refused()
    {
        var failure = Fail("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: zstd", [1, 2, 3]);
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Data));
    }

    [Test]
    public void A_part_that_was_not_requested_is_never_taken_for_all()
    {
        var failure = Fail("HTTP/1.1 206 Partial Content\r\nConnection: close", Encoding.UTF8.GetBytes(Ended));
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(failure.Sentence, Does.Contain("206"));
    }

    [Test]
    public void An_address_that_never_ends_is_given_up_at_the_limit()
    {
        var metrics = new FetchMetrics();
        var row = Encoding.UTF8.GetBytes($"BTC,Bitcoin,2021-01-02,{new string('1', 200)}\n");
        var failure = Fail(
            "HTTP/1.1 200 OK\r\nConnection: close",
            [.. "Symbol,Name,Date,Close\n"u8, .. Enumerable.Repeat(row, 40_000).SelectMany(bytes => bytes)],
            metrics,
            ("CSV_MAX_BYTES", "1000000")
        );

        Assert.That(failure.Class, Is.EqualTo(FailureClass.Data));
        Assert.That(failure.ToString(), Does.Contain("more than 1000000 bytes").And.Contain("CSV_MAX_BYTES"));
        Assert.That(metrics.Bytes, Is.LessThan(2_000_000));
    }

    private static RunFailure Fail(
        string head,
        byte[] body,
        FetchMetrics? metrics = null,
        params (string, string)[] settings
    ) => Assert.ThrowsAsync<SourceException>(() => FetchAsync(head, body, metrics, settings))!.Failure;

    private static async Task<List<(string Id, string Json)>> FetchAsync(
        string head,
        byte[] body,
        FetchMetrics? metrics = null,
        params (string, string)[] settings
    )
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeOnceAsync(listener, head, body);
        try
        {
            return await CsvProbe.ReadAllAsync(
                CsvProbe.Source($"http://{listener.LocalEndpoint}/prices.csv", settings: settings),
                metrics
            );
        }
        finally
        {
            await serving;
        }
    }

    private static async Task ServeOnceAsync(TcpListener listener, string head, byte[] body)
    {
        using var connection = await listener.AcceptSocketAsync();
        var request = new byte[16 * 1_024];
        for (var read = 0; !request.AsSpan(0, read).EndsWith("\r\n\r\n"u8); )
            read += await connection.ReceiveAsync(request.AsMemory(read));
        try
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes(head + "\r\n\r\n"));
            for (var sent = 0; sent < body.Length; )
                sent += await connection.SendAsync(body.AsMemory(sent));
            connection.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The client had enough.
        }
    }

    private static byte[] Compressed(string text, string encoding)
    {
        using var compressed = new MemoryStream();
        using (
            Stream compress = encoding switch
            {
                "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
                "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
                _ => new ZLibStream(compressed, CompressionLevel.Fastest),
            }
        )
            compress.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
