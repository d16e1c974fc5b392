using System.IO.Compression;
using System.Text;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class ResponseBodyTests
{
    private static readonly StubResponse s_data = StubResponse.Json("[]");

    [TestCase("gzip"), TestCase("deflate"), TestCase("br")]
    public async Task A_body_that_cannot_be_decompressed_is_tried_again_whatever_its_encoding(string encoding)
    {
        var damaged = new StubResponse(200, Encoding.UTF8.GetBytes("[\"this is not compressed at all\"]"))
        {
            Headers = { ["Content-Encoding"] = encoding },
        };
        await using var recovers = await UpstreamBench.StartAsync(StubUpstream.InTurn(damaged, s_data));
        await using var stays = await UpstreamBench.StartAsync(_ => damaged);

        Assert.That(await recovers.AskAsync(), Is.Null);
        Assert.That(recovers.Metrics.Retries, Is.EqualTo(1));

        var failure = await stays.AskAsync();
        Assert.That(failure!.Failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(failure.Message, Does.EndWith("sent a response that was cut off or damaged, after every retry."));
        Assert.That(stays.Metrics.Retries, Is.EqualTo(3));
    }

    [TestCase("gzip"), TestCase("deflate"), TestCase("br")]
    public async Task A_byte_that_changed_on_the_way_never_passes_for_data(string encoding)
    {
        var whole = Compressed(
            $"[{string.Join(",", Enumerable.Range(0, 2_000).Select(at => $"\"{at:x}\""))}]",
            encoding
        );
        for (var at = 0; at < 10; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x55;
            await using var bench = await UpstreamBench.StartAsync(
                _ => new StubResponse(200, damaged) { Headers = { ["Content-Encoding"] = encoding } },
                upstream => upstream with { MaxRetries = 0 }
            );

            var failure = await bench.AskAsync();
            // The checksum of gzip's own header fields is not checked by .NET, nor is it part of the data.
            if (failure is not null)
                Assert.That(failure.Failure.Class, Is.AnyOf(FailureClass.Transient, FailureClass.Data), $"byte {at}");
            else
                Assert.That(encoding, Is.EqualTo("gzip"), $"byte {at}");
        }
    }

    [TestCase("gzip"), TestCase("deflate"), TestCase("br")]
    public async Task Compressed_responses_are_read_and_their_size_counts_decompressed(string encoding)
    {
        await using var bench = await UpstreamBench.StartAsync(request =>
            request.Headers["Accept-Encoding"].Contains(encoding, StringComparison.Ordinal)
                ? CompressedResponse($"[\"{new string('x', 50_000)}\"]", encoding)
                : StubResponse.Error(400)
        );

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(bench.Metrics.Bytes, Is.EqualTo(50_004));
    }

    [Test]
    public async Task A_small_response_that_decompresses_to_a_huge_one_is_refused()
    {
        await using var bench = await UpstreamBench.StartAsync(_ =>
            CompressedResponse(new string(' ', 5_000_000), "gzip")
        );
        var failure = await bench.AskAsync();

        Assert.That(failure!.Message, Does.Contain("sent more than 100000 bytes"));
        Assert.That(bench.Metrics.Bytes, Is.LessThan(300_000));
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(null, 100_000, null)]
    [TestCase("gzip", 100_000, null)]
    [TestCase(null, 100_001, 0)]
    [TestCase("gzip", 100_001, 100_001)]
    public async Task A_response_of_the_largest_size_is_read_and_one_that_announces_more_is_not(
        string? encoding,
        int size,
        int? bytesRefused
    )
    {
        var text = $"[{new string(' ', size - 2)}]";
        await using var bench = await UpstreamBench.StartAsync(_ =>
            encoding is null ? StubResponse.Json(text) : CompressedResponse(text, encoding)
        );
        var failure = await bench.AskAsync();

        Assert.That(
            failure?.Message,
            Is.EqualTo(bytesRefused is null ? null : "Made-up /v1/coins sent more than 100000 bytes.")
        );
        Assert.That(bench.Metrics.Bytes, Is.EqualTo(bytesRefused ?? size));
    }

    [Test]
    public async Task A_compressed_response_that_is_cut_off_is_tried_again()
    {
        var whole = CompressedResponse($"[\"{string.Join(" ", Enumerable.Range(0, 5_000))}\"]", "gzip");
        await using var bench = await UpstreamBench.StartAsync(
            StubUpstream.InTurn(whole with { Body = whole.Body[..^2_000] }, whole with { CutAfter = 1_000 }, whole)
        );

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(bench.Metrics.Retries, Is.EqualTo(2));
    }

    private static StubResponse CompressedResponse(string text, string encoding) =>
        new(200, Compressed(text, encoding)) { Headers = { ["Content-Encoding"] = encoding } };

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
