using System.IO.Compression;
using System.Text;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class DamagedBodyTests
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
