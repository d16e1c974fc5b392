using System.IO.Compression;
using System.Net;
using System.Text;
using Kasparro.Application.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>CSV_MAX_BYTES counts what is in a file, however it is packed and wherever it comes from.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvLimitTests : IDisposable
{
    private static readonly string s_csv = CsvProbe.Csv([.. Enumerable.Range(1, 99)]);

    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("")]
    [TestCase("gzip")]
    [TestCase("zip")]
    public async Task A_file_has_as_many_bytes_as_the_limit_and_not_one_more(string packing) =>
        await AssertLimitAsync(_files.Put("prices", Packed(packing)), null);

    [TestCase("")]
    [TestCase("gzip")]
    [TestCase("zip")]
    public async Task So_has_a_file_at_an_address(string packing) =>
        await AssertLimitAsync("https://files.example/prices", new StubNetwork(_ => Response(Packed(packing))));

    [TestCase("gzip")]
    [TestCase("x-gzip")]
    [TestCase("deflate")]
    [TestCase("br")]
    public async Task So_has_a_response_that_is_compressed_on_its_way(string encoding) =>
        await AssertLimitAsync(
            "https://files.example/prices",
            new StubNetwork(_ =>
            {
                var response = Response(Packed(encoding));
                response.Content.Headers.ContentEncoding.Add(encoding);
                return response;
            })
        );

    private static async Task AssertLimitAsync(string path, HttpMessageHandler? network)
    {
        Assert.That(await CsvProbe.ReadAllAsync(Limited(s_csv.Length)), Has.Count.EqualTo(99));
        Assert.That(
            Assert.ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(Limited(s_csv.Length - 1)))!.Message,
            Does.Contain($"the run would read more than {s_csv.Length - 1} bytes.")
        );

        ISource Limited(int bytes) => CsvProbe.Source(path, network, settings: ("CSV_MAX_BYTES", $"{bytes}"));
    }

    private static HttpResponseMessage Response(byte[] body) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };

    private static byte[] Packed(string packing)
    {
        using var packed = new MemoryStream();
        using (var archive = packing == "zip" ? new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true) : null)
        using (
            Stream pack = packing switch
            {
                "zip" => archive!.CreateEntry("prices.csv").Open(),
                "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest),
                _ => packed,
            }
        )
            pack.Write(Encoding.UTF8.GetBytes(s_csv));
        return packed.ToArray();
    }
}
