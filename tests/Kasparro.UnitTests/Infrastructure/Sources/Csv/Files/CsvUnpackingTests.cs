using System.IO.Compression;
using System.Text;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>Packed files are known by their bytes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvUnpackingTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("prices.csv.gz")]
    [TestCase("prices.csv")]
    public async Task Gzip_is_known_by_its_bytes(string name) =>
        Assert.That(
            await _files.ReadAsync(name, Gzip("Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n")),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00:00 2 - -" })
        );

    [Test]
    public void A_gzip_that_was_cut_fails_the_run()
    {
        var packed = Gzip(
            "Symbol,Name,Date,Close\n"
                + string.Concat(Enumerable.Range(0, 5_000).Select(row => $"BTC,Bitcoin,2020-01-01,{row * 7919}\n"))
        );
        _files.Put("prices.csv.gz", packed[..(packed.Length / 2)]);

        Assert.That(CsvFiles.Refusal(_files.Folder).Class, Is.EqualTo(FailureClass.Transient));
    }

    [Test]
    public async Task Of_a_zip_every_csv_is_read()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, price) in new[] { ("b-usd.csv", "2"), ("readme.txt", "0"), ("a-usd.csv", "1") })
            {
                await using var entry = zip.CreateEntry(name).Open();
                await entry.WriteAsync(Bytes($"Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,{price}\n"));
            }

        Assert.That(
            (await _files.ReadAsync("prices.zip", packed.ToArray())).Select(row => row.Split(' ')[3]),
            Is.EqualTo(new[] { "1", "2" })
        );
    }

    [Test]
    public async Task Utf_16_is_read_with_separators_and_decimals_like_any_other_text() =>
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                [
                    .. Encoding.Unicode.GetPreamble(),
                    .. Encoding.Unicode.GetBytes("Symbol;Name;Date;Close\nBTC;Bitcoin;2020-01-01;2,5\n"),
                ]
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00:00 2.5 - -" })
        );

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Bytes(text));
        return packed.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
